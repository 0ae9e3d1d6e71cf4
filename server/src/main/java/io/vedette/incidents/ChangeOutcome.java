package io.vedette.incidents;

import java.util.List;

/** What a change of an incident came to. */
public sealed interface ChangeOutcome {
  /**
   * It was changed, or was so already.
   *
   * @param differences what changed; empty when it was so already
   */
  record Changed(IncidentSummary incident, List<Difference> differences) implements ChangeOutcome {
    public Changed {
      differences = List.copyOf(differences);
    }
  }

  /**
   * A field that was changed.
   *
   * @param field its name, such as {@code Status}
   * @param before its value in words; {@code none} for no value
   * @param after likewise
   */
  record Difference(String field, String before, String after) {
    /** Field, old and new value. */
    String words() {
      return "%s: %s → %s".formatted(field, before, after);
    }
  }

  /** There is no incident of that number. */
  record NotFound(long number) implements ChangeOutcome {}

  /** Somebody changed it since it was read; {@code current} is how it stands. */
  record Stale(IncidentSummary current) implements ChangeOutcome {}

  /** The change breaks a rule, which the reason names. */
  record Refused(String reason) implements ChangeOutcome {}
}
