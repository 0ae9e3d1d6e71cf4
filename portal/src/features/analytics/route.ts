import { ClipboardTaskListLtrFilled, ClipboardTaskListLtrRegular } from '@fluentui/react-icons';
import type { PageRoute } from '../../app/routes';

export const route: PageRoute = {
  path: '/analytics',
  title: 'Analytics',
  navigation: {
    group: 'Configuration',
    order: 30,
    icon: ClipboardTaskListLtrRegular,
    activeIcon: ClipboardTaskListLtrFilled,
    shortcut: 'a',
  },
  load: () => import('./page'),
};
