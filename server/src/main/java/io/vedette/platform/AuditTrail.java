package io.vedette.platform;

/** Where everything that people and applications do is written down. */
public interface AuditTrail {
  /** Writes one entry; returns when it is kept. */
  void record(AuditEntry entry);
}
