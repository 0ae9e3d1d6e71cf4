import { DocumentSearchFilled, DocumentSearchRegular } from '@fluentui/react-icons';
import type { PageRoute } from '../../app/routes';

export const route: PageRoute = {
  path: '/logs',
  title: 'Logs',
  navigation: {
    group: 'General',
    order: 2,
    icon: DocumentSearchRegular,
    activeIcon: DocumentSearchFilled,
    shortcut: 'l',
  },
  load: () => import('./page'),
};
