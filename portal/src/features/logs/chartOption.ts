import type { EChartsCoreOption } from 'echarts/core';
import { cellText, type Cell, type ResultTable } from '../../api/query';
import type { Palette } from '../../app/theme';
import { formatShortCount, type TimeZone } from '../../time/format';
import { chartStyle, timeAxisLabel } from '../../ui/chartStyle';

const numeric = new Set(['int', 'long', 'real', 'decimal']);
export const chartKinds = new Set([
  'timechart',
  'linechart',
  'areachart',
  'barchart',
  'columnchart',
  'piechart',
  'scatterchart',
]);

interface Shape {
  x: number;
  y: number[];
  split: number | undefined;
}

/** Kusto's defaults: the first time (or first) column is X, a text column splits, numbers are Y. */
export function shapeOf(table: ResultTable, kind: string): Shape | undefined {
  const { columns } = table;
  const time = columns.findIndex((column) => column.type === 'datetime');
  const overTime = ['timechart', 'linechart', 'areachart', 'scatterchart'].includes(kind);
  const x = overTime && time >= 0 ? time : 0;
  const numbers = columns.flatMap((column, n) => (numeric.has(column.type) && n !== x ? [n] : []));
  const texts = columns.flatMap((column, n) =>
    !numeric.has(column.type) && column.type !== 'datetime' && n !== x ? [n] : [],
  );
  const split = kind === 'piechart' ? undefined : texts[0];
  const y = numbers.filter((n) => n !== split);
  return y.length === 0 ? undefined : { x, y, split };
}

/** A chart has no use for the last digits of a long number. */
function drawn(cell: Cell): Cell {
  return typeof cell === 'bigint' ? Number(cell) : cell;
}

function seriesOf(table: ResultTable, shape: Shape): Map<string, [Cell, Cell][]> {
  const series = new Map<string, [Cell, Cell][]>();
  for (const row of table.rows) {
    for (const y of shape.y) {
      const parts = [
        shape.split === undefined ? '' : cellText(row[shape.split] ?? null) || '(empty)',
        shape.y.length > 1 || shape.split === undefined ? (table.columns[y]?.name ?? '') : '',
      ];
      const name = parts.filter(Boolean).join(' ');
      const points = series.get(name) ?? [];
      points.push([drawn(row[shape.x] ?? null), drawn(row[y] ?? null)]);
      series.set(name, points);
    }
  }
  return series;
}

/** A result as its `render` wants it drawn; undefined when its columns do not fit. */
export function chartOption(
  table: ResultTable,
  kind: string,
  palette: Palette,
  zone: TimeZone,
): EChartsCoreOption | undefined {
  const shape = shapeOf(table, kind);
  if (!shape || table.rows.length === 0) return undefined;
  const style = chartStyle(palette);
  const base = { color: style.color, textStyle: style.textStyle, legend: style.legend };
  const named = [...seriesOf(table, shape)];
  if (kind === 'piechart') {
    const data = (named[0]?.[1] ?? []).map(([name, value]) => ({ name: cellText(name), value }));
    return {
      ...base,
      tooltip: { ...style.tooltip, trigger: 'item' },
      series: [
        {
          type: 'pie',
          radius: ['38%', '68%'],
          center: ['50%', '45%'],
          label: { color: palette.text },
          data,
        },
      ],
    };
  }
  const timed = table.columns[shape.x]?.type === 'datetime';
  const horizontal = kind === 'barchart';
  const bars = kind === 'barchart' || kind === 'columnchart';
  const scatter = kind === 'scatterchart';
  const times = timed ? table.rows.map((row) => Date.parse(cellText(row[shape.x] ?? null))) : [];
  const span = timed ? Math.max(...times) - Math.min(...times) : 0;
  const xIsNumber = numeric.has(table.columns[shape.x]?.type ?? '') && !bars;
  const xAxis = {
    ...style.axis,
    type: timed && !bars ? 'time' : xIsNumber ? 'value' : 'category',
    splitLine: { show: false },
    axisLabel:
      timed && !bars
        ? { ...style.axis.axisLabel, formatter: timeAxisLabel(span, zone) }
        : style.axis.axisLabel,
  };
  const yAxis = {
    ...style.axis,
    type: 'value',
    axisLabel: { ...style.axis.axisLabel, formatter: (v: number) => formatShortCount(v) },
  };
  const categories = bars
    ? [...new Set(table.rows.map((row) => cellText(row[shape.x] ?? null)))]
    : undefined;
  return {
    ...base,
    tooltip: { ...style.tooltip, trigger: scatter ? 'item' : 'axis' },
    grid: { left: 16, right: 24, top: 16, bottom: 40, containLabel: true },
    xAxis: horizontal ? yAxis : { ...xAxis, data: categories },
    yAxis: horizontal ? { ...xAxis, data: categories, inverse: true } : yAxis,
    series: named.map(([name, points]) => {
      const byCategory = new Map(points.map(([x, y]) => [cellText(x), y]));
      const data = categories
        ? categories.map((each) => byCategory.get(each) ?? null)
        : [...points].sort((a, b) => (timed ? cellText(a[0]).localeCompare(cellText(b[0])) : 0));
      return {
        name,
        type: scatter ? 'scatter' : bars ? 'bar' : 'line',
        symbol: scatter ? 'circle' : points.length > 40 ? 'none' : 'emptyCircle',
        symbolSize: scatter ? 7 : 4,
        barMaxWidth: 36,
        stack: bars || kind === 'areachart' ? 'all' : undefined,
        areaStyle: kind === 'areachart' ? { opacity: 0.5 } : undefined,
        data,
      };
    }),
  };
}
