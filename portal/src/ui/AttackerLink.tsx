import { Link } from '@tanstack/react-router';

interface Props {
  address: string;
  /** What is written on the link, when it is not the address. */
  words?: string;
}

/** A link to all that is known of a source address. */
export function AttackerLink({ address, words = address }: Props) {
  return (
    <Link to="/attackers/$address" params={{ address }}>
      {words}
    </Link>
  );
}
