package io.vedette.incidents;

/** What a change of an incident came to. */
public sealed interface ChangeOutcome {
  /** It was changed, or was so already. */
  record Changed(IncidentSummary incident) implements ChangeOutcome {}

  /** There is no incident of that number. */
  record NotFound(long number) implements ChangeOutcome {}

  /** Somebody changed it since it was read; {@code current} is how it stands. */
  record Stale(IncidentSummary current) implements ChangeOutcome {}

  /** The change breaks a rule, which the reason names. */
  record Refused(String reason) implements ChangeOutcome {}
}
