import type { FluentIcon } from '@fluentui/react-icons';
import type { ComponentType } from 'react';

/** Sentinel's groups of the navigation, in its order. */
export const navigationGroups = [
  'General',
  'Threat management',
  'Content management',
  'Configuration',
] as const;

export interface PageRoute {
  /** As the router writes it: `/incidents`, `/incidents/$number`. */
  path: string;
  title: string;
  navigation?: {
    group: (typeof navigationGroups)[number];
    order: number;
    icon: FluentIcon;
    activeIcon: FluentIcon;
    /** The key that follows `g`. */
    shortcut: string;
  };
  load: () => Promise<{ default: ComponentType }>;
}

const modules = import.meta.glob<{ route: PageRoute }>('../features/*/route.ts', { eager: true });

/** Every page of the portal: each folder of `features` that has a `route.ts`. */
export const pageRoutes: PageRoute[] = Object.values(modules).map((module) => module.route);

export const navigationEntries = pageRoutes
  .flatMap((route) => (route.navigation ? [{ ...route, navigation: route.navigation }] : []))
  .sort((a, b) => a.navigation.order - b.navigation.order);
