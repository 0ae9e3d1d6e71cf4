import { count, text, type Row } from '../../api/useRows';
import { formatCount } from '../../time/format';
import { Timestamp } from '../../time/Timestamp';
import { AttackerLink } from '../../ui/AttackerLink';
import { SmallTable } from '../../ui/SmallTable';

/** The newest connections to the sensor. */
export function Attempts({ rows }: { rows: Row[] }) {
  return (
    <SmallTable
      label="Latest connections"
      columns={['Time', 'Source', 'Tool', 'Mode', 'Came to', 'User', 'Client', 'Attempts']}
      empty="Nobody has come yet. Connections appear here within seconds."
      rows={rows.map((row) => ({
        key: `${text(row.TimeGenerated)} ${text(row.SourceIp)} ${text(row.SourcePort)}`,
        cells: [
          <Timestamp key="time" value={text(row.TimeGenerated)} />,
          <AttackerLink key="source" address={text(row.SourceIp)} />,
          text(row.Tool),
          text(row.SecurityMode),
          <span key="stage" title={text(row.End)}>
            {text(row.Stage).toLowerCase().replaceAll('_', ' ')}
          </span>,
          text(row.UserName),
          text(row.ClientName),
          formatCount(count(row.Attempts)),
        ],
      }))}
    />
  );
}
