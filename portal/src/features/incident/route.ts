import type { PageRoute } from '../../app/routes';

export const route: PageRoute = {
  path: '/incidents/$number',
  title: 'Incident',
  load: () => import('./page'),
};
