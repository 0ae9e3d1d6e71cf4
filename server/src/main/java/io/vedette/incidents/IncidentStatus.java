package io.vedette.incidents;

/** Sentinel's states of an incident. */
public enum IncidentStatus {
  New,
  Active,
  Closed
}
