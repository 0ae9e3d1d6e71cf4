import type { PageRoute } from '../../app/routes';

export const route: PageRoute = {
  path: '/attackers/$address',
  title: 'Attacker',
  load: () => import('./page'),
};
