import { ShieldErrorFilled, ShieldErrorRegular } from '@fluentui/react-icons';
import type { PageRoute } from '../../app/routes';

export const route: PageRoute = {
  path: '/incidents',
  title: 'Incidents',
  navigation: {
    group: 'Threat management',
    order: 10,
    icon: ShieldErrorRegular,
    activeIcon: ShieldErrorFilled,
    shortcut: 'i',
  },
  load: () => import('./page'),
};
