import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import type { EChartsCoreOption } from 'echarts/core';
import { Suspense, lazy } from 'react';

const EChart = lazy(() => import('./EChart'));

export interface ChartProps {
  option: EChartsCoreOption;
  /** What the picture shows, for those who do not see it. */
  label: string;
  height: number | string;
  onClick?: (point: { name: string; seriesName?: string; value: unknown }) => void;
}

/** A chart; its library is loaded when the first one is shown. */
export function Chart(props: ChartProps) {
  return (
    <Suspense fallback={<ChartSkeleton height={props.height} />}>
      <EChart {...props} />
    </Suspense>
  );
}

export function ChartSkeleton({ height }: { height: number | string }) {
  return (
    <Skeleton aria-label="Loading">
      <SkeletonItem style={{ height }} />
    </Skeleton>
  );
}
