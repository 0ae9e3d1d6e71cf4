import { PageHeader } from '../../ui/PageHeader';

export default function OverviewPage() {
  return <PageHeader title="Overview" />;
}
