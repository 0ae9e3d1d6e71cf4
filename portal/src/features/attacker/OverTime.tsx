import { useMemo } from 'react';
import { usePreferences } from '../../app/preferences';
import { useTheme } from '../../app/theme';
import { text, type Row } from '../../api/useRows';
import { useNow } from '../../time/clock';
import { Chart } from '../../ui/Chart';
import { chartStyle, countAxisLabel, timeAxisLabel } from '../../ui/chartStyle';

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
        .map((row) => [text(row.At), Number(text(row.Attempts))]);
    return {
      textStyle: style.textStyle,
      tooltip: { ...style.tooltip, trigger: 'axis' },
      legend: style.legend,
      grid: { left: 52, right: 16, top: 12, bottom: 56 },
      xAxis: {
        ...style.axis,
        type: 'time',
        min: now.getTime() - days * 86_400_000,
        max: now.getTime(),
        splitLine: { show: false },
        axisLabel: {
          ...style.axis.axisLabel,
          formatter: timeAxisLabel(days * 86_400_000, timeZone),
        },
      },
      yAxis: {
        ...style.axis,
        type: 'value',
        minInterval: 1,
        axisLabel: { ...style.axis.axisLabel, formatter: countAxisLabel },
      },
      series: [
        { name: 'Failed', color: palette.severity.Medium, data: points(false) },
        { name: 'Successful', color: palette.severity.High, data: points(true) },
      ].map((series) => ({ ...series, type: 'bar', stack: 'all', barMaxWidth: 16 })),
    };
  }, [rows, days, palette, timeZone, now]);
  return <Chart option={option} height={220} label="Sign-ins over time, failed and successful" />;
}
