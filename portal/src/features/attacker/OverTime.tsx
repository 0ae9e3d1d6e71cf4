import { useMemo } from 'react';
import { usePreferences } from '../../app/preferences';
import { useTheme } from '../../app/theme';
import { count, text, type Row } from '../../api/useRows';
import { useNow } from '../../time/clock';
import { Chart } from '../../ui/Chart';
import { chartStyle, countAxis, timeAxis } from '../../ui/chartStyle';

const day = 86_400_000;

/** Sign-ins over time, those that failed and those that did not. */
export function OverTime({ rows, days }: { rows: Row[]; days: number }) {
  const { palette } = useTheme();
  const { timeZone } = usePreferences();
  const now = useNow();
  const option = useMemo(() => {
    const style = chartStyle(palette);
    const points = (success: boolean) =>
      rows
        .filter((row) => row.Success === success)
        .map((row) => [text(row.At), count(row.Attempts)]);
    return {
      textStyle: style.textStyle,
      tooltip: { ...style.tooltip, trigger: 'axis' },
      legend: style.legend,
      grid: { left: 52, right: 16, top: 12, bottom: 56 },
      xAxis: {
        ...timeAxis(style.axis, days * day, timeZone),
        min: now.getTime() - days * day,
        max: now.getTime(),
      },
      yAxis: countAxis(style.axis),
      series: [
        { name: 'Failed', color: palette.severity.Medium, data: points(false) },
        { name: 'Successful', color: palette.severity.High, data: points(true) },
      ].map((series) => ({ ...series, type: 'bar', stack: 'all', barMaxWidth: 16 })),
    };
  }, [rows, days, palette, timeZone, now]);
  return <Chart option={option} height={220} label="Sign-ins over time, failed and successful" />;
}
