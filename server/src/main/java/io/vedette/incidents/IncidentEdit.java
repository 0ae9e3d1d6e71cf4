package io.vedette.incidents;

import static java.util.Objects.requireNonNullElse;

import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.incidents.ChangeOutcome.Difference;
import io.vedette.incidents.IncidentDetails.Activity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change by a person: whether it is allowed, what it makes of the incident, and how it reads.
 */
final class IncidentEdit {
  private final IncidentRecord before;
  private final IncidentChange change;
  private final String actor;
  private final Instant now;

  IncidentEdit(IncidentRecord before, IncidentChange change, String actor, Instant now) {
    this.before = before;
    this.change = change;
    this.actor = actor;
    this.now = now;
  }

  private IncidentStatus status() {
    return requireNonNullElse(change.status(), before.status());
  }

  private boolean closed() {
    return status() == IncidentStatus.Closed;
  }

  private Severity severity() {
    return requireNonNullElse(change.severity(), before.severity());
  }

  private String title() {
    return requireNonNullElse(change.title(), before.title()).strip();
  }

  private List<String> labels() {
    List<String> kept = requireNonNullElse(change.labels(), before.labels());
    List<String> added = requireNonNullElse(change.addLabels(), List.of());
    return Stream.concat(kept.stream(), added.stream()).map(String::strip).distinct().toList();
  }

  private @Nullable String owner() {
    if (change.owner() == null) {
      return before.owner();
    }
    return change.owner().isBlank() ? null : change.owner().strip();
  }

  private @Nullable Classification classification() {
    if (!closed()) {
      return null;
    }
    return change.classification() == null ? before.classification() : change.classification();
  }

  /** The reason given, or the only one there is. */
  private Classification.@Nullable Reason reason() {
    Classification classification = classification();
    if (classification == null) {
      return null;
    }
    if (change.classificationReason() != null) {
      return change.classificationReason();
    }
    if (classification == before.classification() && before.classificationReason() != null) {
      return before.classificationReason();
    }
    return classification.reasons().size() == 1 ? classification.reasons().getFirst() : null;
  }

  private @Nullable String classificationComment() {
    if (!closed()) {
      return null;
    }
    return change.classificationComment() == null
        ? before.classificationComment()
        : change.classificationComment();
  }

  /** Why the change is not allowed, or null. */
  @Nullable String problem() {
    Classification classification = classification();
    if (!closed()) {
      return change.classification() == null
          ? null
          : "Only a closed incident has a classification; set the status to Closed too.";
    }
    if (classification == null) {
      return "Closing takes a classification: TruePositive, BenignPositive, FalsePositive or"
          + " Undetermined.";
    }
    Classification.Reason reason = reason();
    if (reason == null && !classification.reasons().isEmpty()) {
      return classification + " takes a classificationReason: " + classification.reasons();
    }
    if (reason != null && !classification.reasons().contains(reason)) {
      return reason + " is no reason for " + classification + "; " + classification.reasons();
    }
    return null;
  }

  /** What changes, as the activity log has it; empty when nothing does. */
  List<Activity> activity() {
    return differences().stream()
        .map(difference -> new Activity(now, actor, difference.field(), difference.words()))
        .toList();
  }

  /** What changes; empty when nothing does. */
  List<Difference> differences() {
    List<Difference> entries = new ArrayList<>();
    note(entries, "Status", before.status(), status());
    note(entries, "Severity", before.severity(), severity());
    note(entries, "Owner", before.owner(), owner());
    note(entries, "Title", before.title(), title());
    note(entries, "Tags", String.join(", ", before.labels()), String.join(", ", labels()));
    note(
        entries,
        "Classification",
        words(before.classification(), before.classificationReason()),
        words(classification(), reason()));
    note(
        entries, "Classification comment", before.classificationComment(), classificationComment());
    return entries;
  }

  private static void note(
      List<Difference> entries, String field, @Nullable Object from, @Nullable Object to) {
    if (!Objects.equals(from, to)) {
      entries.add(new Difference(field, shown(from), shown(to)));
    }
  }

  private static String shown(@Nullable Object value) {
    return value == null || value.toString().isEmpty() ? "none" : value.toString();
  }

  private static @Nullable String words(
      @Nullable Classification classification, Classification.@Nullable Reason reason) {
    if (classification == null) {
      return null;
    }
    return reason == null ? classification.name() : classification + " - " + reason;
  }

  IncidentRecord edited() {
    boolean acknowledges = before.acknowledgedAt() == null && status() != IncidentStatus.New;
    boolean closes = closed() && before.status() != IncidentStatus.Closed;
    return new IncidentRecord(
        before.number(),
        before.id(),
        title(),
        before.description(),
        severity(),
        before.severitySetByHand() || severity() != before.severity(),
        status(),
        owner(),
        classification(),
        reason(),
        classificationComment(),
        labels(),
        before.tactics(),
        before.techniques(),
        before.ruleId(),
        before.groupingReason(),
        before.createdAt(),
        requireNonNullElse(before.firstModifiedAt(), now),
        now,
        acknowledges ? now : before.acknowledgedAt(),
        closes ? now : closed() ? before.closedAt() : null,
        before.firstActivityAt(),
        before.lastActivityAt(),
        before.alertCount(),
        before.eventCount(),
        before.commentCount(),
        actor,
        before.version() + 1);
  }

  /** The incident after somebody commented on it. */
  static IncidentRecord withComment(IncidentRecord before, String author, Instant now) {
    return new IncidentRecord(
        before.number(),
        before.id(),
        before.title(),
        before.description(),
        before.severity(),
        before.severitySetByHand(),
        before.status(),
        before.owner(),
        before.classification(),
        before.classificationReason(),
        before.classificationComment(),
        before.labels(),
        before.tactics(),
        before.techniques(),
        before.ruleId(),
        before.groupingReason(),
        before.createdAt(),
        requireNonNullElse(before.firstModifiedAt(), now),
        now,
        before.acknowledgedAt(),
        before.closedAt(),
        before.firstActivityAt(),
        before.lastActivityAt(),
        before.alertCount(),
        before.eventCount(),
        before.commentCount() + 1,
        author,
        before.version() + 1);
  }
}
