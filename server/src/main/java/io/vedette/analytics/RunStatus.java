package io.vedette.analytics;

/** How a run of a rule ended. */
public enum RunStatus {
  Success,
  Failure,
  /** The rule rested after an alert; the rows of the window count as evaluated. */
  Suppressed
}
