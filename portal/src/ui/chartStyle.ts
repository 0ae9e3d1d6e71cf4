import { systemFonts, type Palette } from '../app/theme';
import { formatDateTime, formatShortCount, type TimeZone } from '../time/format';

/** The parts that all charts share: quiet axes, a tooltip in the theme's colours. */
export function chartStyle(palette: Palette) {
  const axis = {
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    axisLabel: { color: palette.mutedText, fontSize: 11, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.7 } },
    nameTextStyle: { color: palette.mutedText },
  };
  return {
    axis,
    color: palette.series,
    textStyle: { fontFamily: systemFonts, color: palette.text },
    tooltip: {
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontSize: 12 },
      confine: true,
    },
    legend: {
      type: 'scroll' as const,
      bottom: 0,
      icon: 'roundRect',
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: palette.mutedText },
      pageTextStyle: { color: palette.mutedText },
      pageIconColor: palette.mutedText,
      pageIconInactiveColor: palette.line,
    },
  };
}

const minute = 60_000;
const day = 1440 * minute;

/** Writes the ticks of a time axis: clock within two days, date beyond. */
export function timeAxisLabel(spanMillis: number, zone: TimeZone): (time: number) => string {
  return (time) => {
    const text = formatDateTime(new Date(time), zone);
    if (spanMillis <= 10 * minute) return text.slice(11);
    if (spanMillis <= 2 * day) return text.slice(11, 16);
    return text.slice(5, 10);
  };
}

type Axis = ReturnType<typeof chartStyle>['axis'];

/** An axis of times that cover so many milliseconds. */
export function timeAxis(axis: Axis, spanMillis: number, zone: TimeZone) {
  return {
    ...axis,
    type: 'time',
    splitLine: { show: false },
    axisLabel: { ...axis.axisLabel, formatter: timeAxisLabel(spanMillis, zone) },
  };
}

/** An axis of whole numbers. */
export function countAxis(axis: Axis) {
  return {
    ...axis,
    type: 'value',
    minInterval: 1,
    axisLabel: { ...axis.axisLabel, formatter: (value: number) => formatShortCount(value) },
  };
}
