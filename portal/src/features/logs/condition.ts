import { cellText, type Cell, type Column } from '../../api/query';
import { kqlString } from '../../ui/kql';

function nameOf(column: Column): string {
  return /^[A-Za-z_]\w*$/.test(column.name)
    ? column.name
    : `['${column.name.replaceAll("'", "\\'")}']`;
}

function condition(column: Column, value: Cell, operator: '==' | '!='): string {
  const name = nameOf(column);
  if (value === null || value === '') {
    const test = column.type === 'string' || column.type === 'dynamic' ? 'empty' : 'null';
    return `${operator === '==' ? 'is' : 'isnot'}${test}(${name})`;
  }
  const text = cellText(value);
  switch (column.type) {
    case 'string':
      return `${name} ${operator} ${kqlString(text)}`;
    case 'dynamic':
      return `tostring(${name}) ${operator} ${kqlString(text)}`;
    case 'datetime':
    case 'guid':
    case 'decimal':
      return `${name} ${operator} ${column.type}(${text})`;
    case 'timespan':
      return `${name} ${operator} time(${text})`;
    case 'bool':
    case 'int':
    case 'long':
    case 'real':
      return `${name} ${operator} ${text}`;
  }
}

/** The query with a condition on one column added at its end, before a `render`. */
export function withCondition(
  query: string,
  column: Column,
  value: Cell,
  operator: '==' | '!=',
): string {
  const line = `| where ${condition(column, value, operator)}`;
  const trimmed = query.trimEnd();
  const render = /\n?[^\S\n]*\|\s*render\b[^|]*$/.exec(trimmed);
  if (!render) return `${trimmed}\n${line}`;
  return `${trimmed.slice(0, render.index)}\n${line}\n${render[0].trim()}`;
}
