import { Dropdown, Option } from '@fluentui/react-components';

interface Props {
  /** What the address says, and the words after "Last". */
  ranges: Record<string, string>;
  value: string;
  onChange: (value: string | undefined) => void;
}

/** Chooses how far back a page looks. */
export function RangePicker({ ranges, value, onChange }: Props) {
  return (
    <Dropdown
      aria-label="Time range"
      value={`Last ${ranges[value] ?? ''}`}
      selectedOptions={[value]}
      onOptionSelect={(_, option) => onChange(option.optionValue)}
      style={{ minWidth: '140px' }}
    >
      {Object.entries(ranges).map(([each, name]) => (
        <Option key={each} value={each}>{`Last ${name}`}</Option>
      ))}
    </Dropdown>
  );
}
