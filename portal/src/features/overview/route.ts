import { HomeFilled, HomeRegular } from '@fluentui/react-icons';
import type { PageRoute } from '../../app/routes';

export const route: PageRoute = {
  path: '/overview',
  title: 'Overview',
  navigation: {
    group: 'General',
    order: 1,
    icon: HomeRegular,
    activeIcon: HomeFilled,
    shortcut: 'o',
  },
  load: () => import('./page'),
};
