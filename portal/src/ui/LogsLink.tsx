import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { logsSearch } from './queryLink';

interface Props {
  query: string;
  timespan?: string;
  className?: string;
  title?: string;
  children: ReactNode;
}

/** A link that opens the query in Logs. */
export function LogsLink({ query, timespan, className, title, children }: Props) {
  return (
    <Link to="/logs" search={logsSearch(query, timespan)} className={className} title={title}>
      {children}
    </Link>
  );
}
