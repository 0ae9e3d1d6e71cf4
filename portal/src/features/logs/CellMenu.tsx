import { Menu, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { textOfJson } from '../../api/losslessJson';
import { cellText, type Cell, type Column } from '../../api/query';
import { useToasts } from '../../ui/toasts';
import { parsed } from './JsonTree';

/** The cell that a menu belongs to. */
export interface CellPlace {
  target: HTMLElement;
  column: Column;
  value: Cell;
  /** All cells of the row. */
  cells: Cell[];
}

interface Props {
  place: CellPlace;
  columns: Column[];
  onCondition: (column: Column, value: Cell, operator: '==' | '!=') => void;
  onClose: () => void;
}

/** What can be done with a cell; one menu serves the whole grid. */
export function CellMenu({ place, columns, onCondition, onClose }: Props) {
  const toasts = useToasts();
  const copy = (text: string, what: string) => {
    navigator.clipboard.writeText(text).then(
      () => toasts.success(`The ${what} was copied`),
      (error: unknown) => toasts.failure(`The ${what} was not copied`, error),
    );
  };
  const record = () =>
    Object.fromEntries(columns.map(({ name }, n) => [name, parsed(place.cells[n] ?? null)]));
  return (
    <Menu
      open
      positioning={{ target: place.target, position: 'below', align: 'start' }}
      onOpenChange={(_, data) => !data.open && onClose()}
    >
      <MenuPopover>
        <MenuList aria-label={`Cell of ${place.column.name}`}>
          <MenuItem onClick={() => onCondition(place.column, place.value, '==')}>
            Include this value
          </MenuItem>
          <MenuItem onClick={() => onCondition(place.column, place.value, '!=')}>
            Exclude this value
          </MenuItem>
          <MenuItem onClick={() => copy(cellText(place.value), 'cell')}>Copy cell</MenuItem>
          <MenuItem onClick={() => copy(textOfJson(record(), 2), 'row')}>Copy row as JSON</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
