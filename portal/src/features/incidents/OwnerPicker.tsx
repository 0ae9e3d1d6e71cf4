import { Dropdown, Option, OptionGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { fetchUsers } from '../../api/incidents';
import { useSession } from '../../app/session';

interface Props {
  owner: string | null | undefined;
  disabled?: boolean;
  onChange: (owner: string) => void;
}

const nobody = '\u0000';

/** Who works on an incident: oneself first, then the others. */
export function OwnerPicker({ owner, disabled, onChange }: Props) {
  const { user } = useSession();
  const users = useQuery({ queryKey: ['users'], queryFn: fetchUsers, staleTime: 60_000 });
  const names = (users.data ?? []).map((each) => each.name).filter((name) => name !== user.name);
  return (
    <Dropdown
      aria-label="Owner"
      size="small"
      disabled={disabled}
      value={owner ?? 'Unassigned'}
      selectedOptions={[owner ?? nobody]}
      onOptionSelect={(_, { optionValue = nobody }) => {
        const chosen = optionValue === nobody ? '' : optionValue;
        if (chosen !== (owner ?? '')) onChange(chosen);
      }}
      style={{ minWidth: 0, width: '100%' }}
    >
      <Option value={user.name} text={user.name}>
        {`${user.name} (you)`}
      </Option>
      <Option value={nobody} text="Unassigned">
        Unassigned
      </Option>
      {names.length > 0 && (
        <OptionGroup label="Others">
          {names.map((name) => (
            <Option key={name} value={name}>
              {name}
            </Option>
          ))}
        </OptionGroup>
      )}
    </Dropdown>
  );
}
