import { makeStaticStyles, tokens } from '@fluentui/react-components';

export const useGlobalStyles = makeStaticStyles({
  'html, body': { margin: 0, padding: 0, height: '100%', overflow: 'hidden' },
  '#root': { height: '100%' },
  '*, *::before, *::after': { boxSizing: 'border-box' },
  a: { color: tokens.colorBrandForegroundLink },
  ':focus-visible': { outlineColor: tokens.colorStrokeFocus2 },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after': {
      animationDuration: '0.01ms !important',
      animationIterationCount: '1 !important',
      transitionDuration: '0.01ms !important',
      scrollBehavior: 'auto !important',
    },
  },
});
