import { useMemo } from 'react';
import type { Overview, Point } from '../../api/overview';
import { usePreferences } from '../../app/preferences';
import { useTheme } from '../../app/theme';
import { formatCount, formatDateTime } from '../../time/format';
import { Chart } from '../../ui/Chart';
import { chartStyle, countAxis, timeAxis } from '../../ui/chartStyle';

interface Props {
  timeline: Overview['timeline'];
  alerts: Point[];
  hours: number;
}

/** Events stacked by table, and the alerts below them on the same times. */
export function Timeline({ timeline, alerts, hours }: Props) {
  const { palette } = useTheme();
  const { timeZone } = usePreferences();
  const option = useMemo(() => {
    const style = chartStyle(palette);
    const span = hours * 3_600_000;
    const times = {
      ...timeAxis(style.axis, span, timeZone),
      axisPointer: {
        label: {
          formatter: ({ value }: { value: number }) => formatDateTime(new Date(value), timeZone),
        },
      },
    };
    const counts = { ...countAxis(style.axis), splitNumber: 3 };
    const pairs = (points: Point[]) => points.map((point) => [point.at, point.count]);
    return {
      color: style.color,
      textStyle: style.textStyle,
      tooltip: {
        ...style.tooltip,
        trigger: 'axis',
        axisPointer: { type: 'line' },
        valueFormatter: (value: unknown) => formatCount(Number(value)),
      },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      legend: style.legend,
      grid: [
        { left: 52, right: 16, top: 12, bottom: 132 },
        { left: 52, right: 16, height: 56, bottom: 52 },
      ],
      xAxis: [
        { ...times, gridIndex: 0, axisLabel: { show: false } },
        { ...times, gridIndex: 1 },
      ],
      yAxis: [
        { ...counts, gridIndex: 0 },
        { ...counts, gridIndex: 1, splitNumber: 2 },
      ],
      series: [
        ...timeline.map((series) => ({
          name: series.table,
          type: 'line',
          stack: 'events',
          symbol: 'none',
          lineStyle: { width: 1 },
          areaStyle: { opacity: 0.7 },
          data: pairs(series.points),
        })),
        {
          name: 'Alerts',
          type: 'bar',
          xAxisIndex: 1,
          yAxisIndex: 1,
          barMaxWidth: 12,
          itemStyle: { color: palette.severity.High },
          data: pairs(alerts),
        },
      ],
    };
  }, [timeline, alerts, hours, palette, timeZone]);
  const tables = timeline.map((series) => series.table).join(', ');
  return (
    <Chart
      option={option}
      height={320}
      label={`Events over the last ${hours} hours by table (${tables}), and alerts`}
    />
  );
}
