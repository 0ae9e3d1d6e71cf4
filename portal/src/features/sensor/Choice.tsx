import { Dropdown, Option } from '@fluentui/react-components';
import { useFormStyles } from './useFormStyles';

interface Props {
  /** Name for those who do not see it, where no field names it. */
  label?: string;
  /** The words of the settings, and those for people. */
  options: Record<string, string>;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** One of a few words. */
export function Choice({ label, options, value, disabled, onChange }: Props) {
  const styles = useFormStyles();
  return (
    <Dropdown
      aria-label={label}
      className={styles.narrow}
      disabled={disabled}
      value={options[value] ?? value}
      selectedOptions={[value]}
      onOptionSelect={(_, { optionValue }) => optionValue && onChange(optionValue)}
    >
      {Object.entries(options).map(([each, words]) => (
        <Option key={each} value={each}>
          {words}
        </Option>
      ))}
    </Dropdown>
  );
}
