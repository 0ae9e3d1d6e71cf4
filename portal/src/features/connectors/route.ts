import { PlugConnectedFilled, PlugConnectedRegular } from '@fluentui/react-icons';
import type { PageRoute } from '../../app/routes';

export const route: PageRoute = {
  path: '/connectors',
  title: 'Data connectors',
  navigation: {
    group: 'Configuration',
    order: 10,
    icon: PlugConnectedRegular,
    activeIcon: PlugConnectedFilled,
    shortcut: 'c',
  },
  load: () => import('./page'),
};
