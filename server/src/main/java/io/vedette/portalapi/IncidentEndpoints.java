package io.vedette.portalapi;

import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.identity.CurrentUser;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.incidents.ChangeOutcome;
import io.vedette.incidents.IncidentChange;
import io.vedette.incidents.IncidentDetails;
import io.vedette.incidents.IncidentFilter;
import io.vedette.incidents.IncidentPage;
import io.vedette.incidents.IncidentStatus;
import io.vedette.incidents.IncidentSummary;
import io.vedette.incidents.Incidents;
import io.vedette.platform.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The queue of incidents and the work on them. */
@RestController
@RequestMapping("/api/incidents")
final class IncidentEndpoints {
  private static final int MOST_AT_ONCE = 1000;

  private final Incidents incidents;
  private final CallerAudit audit;

  IncidentEndpoints(Incidents incidents, AuditTrail audit) {
    this.incidents = incidents;
    this.audit = new CallerAudit(audit);
  }

  @GetMapping
  IncidentPage list(@RequestParam Map<String, String> query) {
    return incidents.list(
        new IncidentFilter(
            choices(query.get("status"), IncidentStatus.class),
            choices(query.get("severity"), Severity.class),
            text(query.get("owner")),
            text(query.get("tag")),
            text(query.get("search")),
            time(query.get("from")),
            time(query.get("to")),
            query.getOrDefault("sort", "-lastUpdate"),
            number(query.get("skip"), 0),
            number(query.get("top"), 50)));
  }

  @GetMapping("/{number}")
  IncidentView incident(@PathVariable long number) {
    IncidentDetails details = incidents.find(number).orElseThrow(() -> notFound(number));
    return IncidentView.of(details);
  }

  @PatchMapping("/{number}")
  @RequiresRole(Role.RESPONDER)
  IncidentSummary change(
      @PathVariable long number, @RequestBody IncidentChange change, HttpServletRequest request) {
    return switch (incidents.update(number, change, CurrentUser.get().name())) {
      case ChangeOutcome.Changed changed -> {
        note(changed, request);
        yield changed.incident();
      }
      case ChangeOutcome.NotFound _ -> throw notFound(number);
      case ChangeOutcome.Stale stale ->
          throw RefusedRequestException.conflict(
              "Somebody changed the incident since you read it; it is now at etag %s. Read it again."
                  .formatted(stale.current().etag()));
      case ChangeOutcome.Refused refused ->
          throw RefusedRequestException.badRequest(refused.reason());
    };
  }

  record Message(@Nullable String message) {}

  @PostMapping("/{number}/comments")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresRole(Role.RESPONDER)
  IncidentDetails.Comment comment(
      @PathVariable long number, @RequestBody Message body, HttpServletRequest request) {
    String message = body.message() == null ? "" : body.message();
    return switch (incidents.comment(number, message, CurrentUser.get().name())) {
      case Incidents.CommentOutcome.Added added -> {
        audit.note(
            request,
            "Comment on incident",
            "Incident",
            String.valueOf(number),
            Map.of("CommentId", added.comment().id()));
        yield added.comment();
      }
      case Incidents.CommentOutcome.NotFound _ -> throw notFound(number);
      case Incidents.CommentOutcome.Refused refused ->
          throw RefusedRequestException.badRequest(refused.reason());
    };
  }

  record Bulk(@Nullable List<Long> numbers, @Nullable IncidentChange change) {}

  record BulkOutcome(List<Long> changed, List<Failure> failed) {
    record Failure(long number, String detail) {}
  }

  @PostMapping("/bulk")
  @RequiresRole(Role.RESPONDER)
  BulkOutcome bulk(@RequestBody Bulk bulk, HttpServletRequest request) {
    List<Long> numbers = bulk.numbers();
    IncidentChange change = bulk.change();
    if (numbers == null || change == null || numbers.size() > MOST_AT_ONCE) {
      throw RefusedRequestException.badRequest(
          "A bulk change has numbers (at most " + MOST_AT_ONCE + ") and a change.");
    }
    String actor = CurrentUser.get().name();
    List<Long> changed = new ArrayList<>();
    List<BulkOutcome.Failure> failed = new ArrayList<>();
    for (long number : numbers) {
      switch (incidents.update(number, change, actor)) {
        case ChangeOutcome.Changed done -> {
          note(done, request);
          changed.add(number);
        }
        case ChangeOutcome.NotFound _ ->
            failed.add(new BulkOutcome.Failure(number, "There is no such incident."));
        case ChangeOutcome.Stale _ ->
            failed.add(new BulkOutcome.Failure(number, "Somebody else changed it."));
        case ChangeOutcome.Refused refused ->
            failed.add(new BulkOutcome.Failure(number, refused.reason()));
      }
    }
    return new BulkOutcome(changed, failed);
  }

  /** Writes down who changed what from what to what, unless it was so already. */
  private void note(ChangeOutcome.Changed changed, HttpServletRequest request) {
    if (changed.differences().isEmpty()) {
      return;
    }
    Map<String, String> details = new LinkedHashMap<>();
    details.put("IncidentTitle", changed.incident().title());
    for (ChangeOutcome.Difference difference : changed.differences()) {
      String field = difference.field().replace(" ", "");
      details.put(field + "Before", difference.before());
      details.put(field + "After", difference.after());
    }
    String number = String.valueOf(changed.incident().number());
    audit.note(request, "Change incident", "Incident", number, details);
  }

  private static RefusedRequestException notFound(long number) {
    return RefusedRequestException.notFound("There is no incident " + number + ".");
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static <E extends Enum<E>> Set<E> choices(@Nullable String value, Class<E> type) {
    Set<E> choices = EnumSet.noneOf(type);
    if (value != null && !value.isBlank()) {
      for (String name : value.split(",", -1)) {
        try {
          choices.add(Enum.valueOf(type, name.strip()));
        } catch (IllegalArgumentException e) {
          throw RefusedRequestException.badRequest(
              "'%s' is none of %s".formatted(name, List.of(type.getEnumConstants())));
        }
      }
    }
    return choices;
  }

  private static @Nullable Instant time(@Nullable String value) {
    try {
      return value == null || value.isBlank() ? null : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw RefusedRequestException.badRequest(
          "'" + value + "' is no time such as 2026-03-02T10:00:00Z.");
    }
  }

  private static int number(@Nullable String value, int otherwise) {
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    if (!value.matches("[0-9]{1,9}")) {
      throw RefusedRequestException.badRequest("'" + value + "' is no whole number.");
    }
    return Integer.parseInt(value);
  }
}
