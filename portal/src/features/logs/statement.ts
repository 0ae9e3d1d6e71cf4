export interface Statement {
  text: string;
  /** Where it starts in the whole text. */
  start: number;
}

/** The statement at a position: what lies between blank lines, as Kusto's editors have it. */
export function statementAt(text: string, offset: number): Statement {
  const blank = /\n[^\S\n]*\n/g;
  let start = 0;
  let end = text.length;
  for (const match of text.matchAll(blank)) {
    const before = match.index;
    const after = before + match[0].length;
    // A definition that ends in a semicolon belongs to what follows it.
    if (/;\s*$/.test(text.slice(start, before))) continue;
    if (after <= offset) start = after;
    else if (before >= offset || text.slice(start, before).trim() !== '') {
      end = before;
      break;
    }
  }
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  if (raw.trim() === '' && text.trim() !== '' && start > 0) {
    return statementAt(text.slice(0, start).trimEnd(), start - 1);
  }
  return { text: raw.trim(), start: start + lead };
}
