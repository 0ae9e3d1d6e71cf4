package io.vedette.incidents;

import java.util.List;

/**
 * Why an incident was closed, with the reasons that go with it.
 *
 * <p>Source: Azure REST reference, Microsoft.SecurityInsights, "IncidentClassification" and
 * "IncidentClassificationReason".
 */
public enum Classification {
  TruePositive,
  BenignPositive,
  FalsePositive,
  Undetermined;

  /** The finer reason. */
  public enum Reason {
    SuspiciousActivity,
    SuspiciousButExpected,
    IncorrectAlertLogic,
    InaccurateData
  }

  /** The reasons that may be given; none for {@link #Undetermined}. */
  public List<Reason> reasons() {
    return switch (this) {
      case TruePositive -> List.of(Reason.SuspiciousActivity);
      case BenignPositive -> List.of(Reason.SuspiciousButExpected);
      case FalsePositive -> List.of(Reason.IncorrectAlertLogic, Reason.InaccurateData);
      case Undetermined -> List.of();
    };
  }
}
