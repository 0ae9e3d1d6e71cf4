import type { PageRoute } from '../../app/routes';

export const route: PageRoute = {
  path: '/connectors/rdp',
  title: 'RDP sensor',
  load: () => import('./page'),
};
