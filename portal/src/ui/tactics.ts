/** MITRE ATT&CK's names as people write them: `CredentialAccess` is "Credential Access". */
export function tacticName(tactic: string): string {
  return tactic.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}
