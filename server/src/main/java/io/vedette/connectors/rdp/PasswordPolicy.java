package io.vedette.connectors.rdp;

/** What becomes of passwords that clients tell in clear. */
public enum PasswordPolicy {
  /** They are kept encrypted, and hashed besides. */
  ENCRYPTED,
  /** Only a hash is kept, by which equal ones are known. */
  HASHED,
  /** Nothing is kept. */
  DROPPED
}
