package io.vedette.incidents;

import static java.util.Objects.requireNonNull;

import io.vedette.analytics.AlertSink;
import io.vedette.analytics.AlertStore;
import io.vedette.analytics.Outbox;
import io.vedette.incidents.IncidentDetails.Activity;
import io.vedette.incidents.IncidentDetails.Comment;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The incidents of the workspace: to list, read, change and comment on.
 *
 * <p>Source: Microsoft Sentinel documentation, "Navigate and investigate incidents".
 */
public final class Incidents {
  private static final int LONGEST_COMMENT = 30_000;
  private static final int LONGEST_TITLE = 500;
  private static final int MOST_LABELS = 50;
  private static final int LONGEST_LABEL = 100;

  private final TransactionOperations transaction;
  private final InstantSource clock;
  private final IncidentStore store;
  private final IncidentSearch search;
  private final AlertStore alerts;
  private final AlertSink maker;

  /**
   * @param listener told of every new and changed incident, after it is written; must be quick
   */
  public Incidents(
      JdbcClient jdbc,
      TransactionOperations transaction,
      InstantSource clock,
      Outbox outbox,
      Consumer<IncidentSummary> listener) {
    this.transaction = transaction;
    this.clock = clock;
    this.store = new IncidentStore(jdbc, outbox, listener);
    this.search = new IncidentSearch(jdbc, store);
    this.alerts = new AlertStore(jdbc);
    this.maker = new IncidentMaker(store);
  }

  /** Makes incidents of the alerts that it gets. */
  public AlertSink sink() {
    return maker;
  }

  /** A page of the queue. */
  public IncidentPage list(IncidentFilter filter) {
    return search.page(filter);
  }

  /** An incident with all that belongs to it. */
  public Optional<IncidentDetails> find(long number) {
    return store
        .find(number)
        .map(
            incident ->
                new IncidentDetails(
                    store.summary(incident),
                    incident.description(),
                    incident.groupingReason(),
                    incident.classificationComment(),
                    alerts.ofIncident(number),
                    store.entities.ofAlerts(number),
                    store.entities.ofIncident(number),
                    store.comments(number),
                    store.activity(number),
                    search.similar(number)));
  }

  /**
   * Changes an incident.
   *
   * @param actor who does it
   */
  public ChangeOutcome update(long number, IncidentChange change, String actor) {
    String problem = problem(change);
    if (problem != null) {
      return new ChangeOutcome.Refused(problem);
    }
    return requireNonNull(
        transaction.execute(
            _ ->
                store
                    .find(number)
                    .map(incident -> update(incident, change, actor))
                    .orElse(new ChangeOutcome.NotFound(number))));
  }

  /** Changes one incident; must run in a transaction. */
  private ChangeOutcome update(IncidentRecord incident, IncidentChange change, String actor) {
    if (change.etag() != null && !change.etag().equals(incident.etag())) {
      return new ChangeOutcome.Stale(store.summary(incident));
    }
    IncidentEdit edit = new IncidentEdit(incident, change, actor, clock.instant());
    if (edit.problem() != null) {
      return new ChangeOutcome.Refused(edit.problem());
    }
    List<Activity> activity = edit.activity();
    if (activity.isEmpty()) {
      return new ChangeOutcome.Changed(store.summary(incident), List.of());
    }
    IncidentRecord edited = edit.edited();
    if (edited.labels().size() > MOST_LABELS) {
      return new ChangeOutcome.Refused("An incident has at most " + MOST_LABELS + " tags.");
    }
    activity.forEach(entry -> store.log(incident.number(), entry));
    store.save(edited);
    return new ChangeOutcome.Changed(store.summary(edited), edit.differences());
  }

  private static @Nullable String problem(IncidentChange change) {
    String title = change.title();
    if (title != null && (title.isBlank() || title.length() > LONGEST_TITLE)) {
      return "A title has 1 to " + LONGEST_TITLE + " characters.";
    }
    if (!areLabels(change.labels()) || !areLabels(change.addLabels())) {
      return "At most %d tags of 1 to %d characters.".formatted(MOST_LABELS, LONGEST_LABEL);
    }
    String comment = change.classificationComment();
    if (comment != null && comment.length() > LONGEST_COMMENT) {
      return "A comment has at most " + LONGEST_COMMENT + " characters.";
    }
    return null;
  }

  private static boolean areLabels(@Nullable List<String> labels) {
    return labels == null
        || (labels.size() <= MOST_LABELS
            && labels.stream()
                .allMatch(label -> !label.isBlank() && label.length() <= LONGEST_LABEL));
  }

  /** What came of a comment. */
  public sealed interface CommentOutcome {
    /** It stands. */
    record Added(Comment comment) implements CommentOutcome {}

    /** There is no incident of that number. */
    record NotFound(long number) implements CommentOutcome {}

    /** It is empty or too long. */
    record Refused(String reason) implements CommentOutcome {}
  }

  /** Adds a comment. */
  public CommentOutcome comment(long number, String message, String author) {
    if (message.isBlank() || message.length() > LONGEST_COMMENT) {
      return new CommentOutcome.Refused("A comment has 1 to " + LONGEST_COMMENT + " characters.");
    }
    return requireNonNull(
        transaction.execute(
            _ ->
                store
                    .find(number)
                    .map(incident -> comment(incident, message, author))
                    .orElse(new CommentOutcome.NotFound(number))));
  }

  private CommentOutcome comment(IncidentRecord incident, String message, String author) {
    Instant now = clock.instant();
    Comment comment = new Comment(UUID.randomUUID().toString(), author, message, now);
    store.addComment(incident.number(), comment);
    store.log(incident.number(), new Activity(now, author, "Comment", "Wrote a comment."));
    store.save(IncidentEdit.withComment(incident, author, now));
    return new CommentOutcome.Added(comment);
  }
}
