import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import type { IncidentStatus, Severity } from '../api/incidents';
import { usePreferences } from './preferences';

export interface Palette {
  /** Sentinel's colours of severity, as marks (bars, dots, chart series), not as text. */
  severity: Record<Severity, string>;
  status: Record<IncidentStatus, string>;
  /** Chart series in order; neighbours differ in lightness as well as in hue. */
  series: string[];
  text: string;
  mutedText: string;
  line: string;
  surface: string;
}

export interface AppTheme {
  dark: boolean;
  fluent: Theme;
  palette: Palette;
}

/** Nothing is fetched: the fonts are the machine's own. */
export const systemFonts =
  "'Segoe UI Variable Text', 'Segoe UI', -apple-system, Roboto, 'Noto Sans', 'Liberation Sans', system-ui, sans-serif";
const monospaceFonts =
  "'Cascadia Code', Consolas, ui-monospace, 'SF Mono', Menlo, 'DejaVu Sans Mono', monospace";
const fonts = { fontFamilyBase: systemFonts, fontFamilyMonospace: monospaceFonts };

const light: AppTheme = {
  dark: false,
  fluent: { ...webLightTheme, ...fonts },
  palette: {
    severity: { High: '#c50f1f', Medium: '#f7630c', Low: '#eaa300', Informational: '#8a8886' },
    status: { New: '#0f6cbd', Active: '#13a10e', Closed: '#8a8886' },
    series: [
      '#0f6cbd',
      '#8764b8',
      '#038387',
      '#ca5010',
      '#498205',
      '#c239b3',
      '#5d5a58',
      '#986f0b',
    ],
    text: '#242424',
    mutedText: '#616161',
    line: '#e0e0e0',
    surface: '#ffffff',
  },
};

const dark: AppTheme = {
  dark: true,
  fluent: { ...webDarkTheme, ...fonts },
  palette: {
    severity: { High: '#e8535e', Medium: '#fa8e4b', Low: '#f2c661', Informational: '#9b9998' },
    status: { New: '#479ef5', Active: '#54b054', Closed: '#9b9998' },
    series: [
      '#479ef5',
      '#a992d4',
      '#38b2b4',
      '#e8915c',
      '#85b44c',
      '#da7ed0',
      '#a19f9d',
      '#d9b04e',
    ],
    text: '#ffffff',
    mutedText: '#adadad',
    line: '#3d3d3d',
    surface: '#292929',
  },
};

const query = '(prefers-color-scheme: dark)';

function watchSystem(watcher: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', watcher);
  return () => media.removeEventListener('change', watcher);
}

/** The theme in force: the person's choice, or else the system's. */
export function useTheme(): AppTheme {
  const { theme } = usePreferences();
  const systemIsDark = useSyncExternalStore(watchSystem, () => matchMedia(query).matches);
  return theme === 'dark' || (theme === 'system' && systemIsDark) ? dark : light;
}
