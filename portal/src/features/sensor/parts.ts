import type { SensorForm } from './form';

/** What each part of the form is given. */
export interface PartProps {
  form: SensorForm;
  mistakes: Partial<Record<string, string>>;
  disabled: boolean;
  onChange: (change: Partial<SensorForm>) => void;
}

export const windowsNames: Record<string, string> = {
  'server-2019': 'Windows Server 2019',
  'server-2022': 'Windows Server 2022',
  'windows-10': 'Windows 10',
  'windows-11': 'Windows 11',
};

export const stateNames: Record<string, string> = {
  ok: 'In order',
  locked: 'Locked out',
  disabled: 'Disabled',
  expired: 'Expired',
  'not-allowed': 'Not allowed in',
};
