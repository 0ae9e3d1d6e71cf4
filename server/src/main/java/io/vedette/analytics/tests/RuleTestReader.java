package io.vedette.analytics.tests;

import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.EntityType;
import io.vedette.analytics.rules.RuleDurations;
import io.vedette.analytics.rules.RuleFields;
import io.vedette.analytics.rules.RuleProblem;
import io.vedette.analytics.rules.YamlNode;
import io.vedette.analytics.rules.YamlReader;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <rule>.test.yaml}:
 *
 * <pre>
 * clock: 2026-03-02T10:30:00Z
 * defaults:                       # values of every row of a table
 *   SecurityEvent: {Computer: ws1.contoso.com}
 * watchlists:
 *   DecoyAccounts: [{AccountName: old-admin}]
 * cases:
 *   - name: twenty failures
 *     events:                     # or deliveries: a list of such, evaluated one by one
 *       SecurityEvent:
 *         - {at: -1m, EventID: 4624}
 *         - {repeat: 20, every: 2s, at: -10m, EventID: 4625, TargetUserName: "user{n}"}
 *     alerts:                     # [] for none
 *       - entities: [IP 203.0.113.7]
 * </pre>
 */
final class RuleTestReader {
  private static final Instant DEFAULT_CLOCK = Instant.parse("2026-03-02T10:30:00Z");
  private static final int MOST_ROWS = 100_000;

  private final String file;
  private final List<RuleProblem> problems = new ArrayList<>();
  private final Map<String, Map<String, @Nullable Object>> defaults = new LinkedHashMap<>();

  private RuleTestReader(String file) {
    this.file = file;
  }

  /** What reading gives. */
  sealed interface Outcome {
    record Read(RuleTest test) implements Outcome {}

    record Refused(List<RuleProblem> problems) implements Outcome {}
  }

  static Outcome read(String file, String yaml) {
    return switch (YamlReader.read(yaml)) {
      case YamlReader.Outcome.Broken broken ->
          new Outcome.Refused(List.of(new RuleProblem(file, "", broken.line(), broken.message())));
      case YamlReader.Outcome.Document(YamlNode.Mapping mapping) ->
          new RuleTestReader(file).test(mapping);
      case YamlReader.Outcome.Document _ ->
          new Outcome.Refused(List.of(new RuleProblem(file, "", 1, "a rule test holds cases")));
    };
  }

  private Outcome test(YamlNode.Mapping mapping) {
    RuleFields fields = new RuleFields(file, "", mapping, problems);
    Instant clock = instant(fields, "clock", DEFAULT_CLOCK);
    RuleFields given = fields.mapping("defaults");
    if (given != null) {
      given.names().forEach(table -> defaults.put(table, values(given.node(table))));
    }
    Map<String, List<Map<String, String>>> watchlists = new LinkedHashMap<>();
    RuleFields lists = fields.mapping("watchlists");
    if (lists != null) {
      for (String alias : lists.names()) {
        watchlists.put(alias, lists.mappings(alias).stream().map(RuleTestReader::texts).toList());
      }
    }
    List<RuleTest.Case> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RuleFields entry : fields.mappings("cases")) {
      RuleTest.Case one = oneCase(entry, instant(entry, "clock", clock));
      cases.add(one);
      if (!names.add(one.name())) {
        entry.problem("name", "another case has it already");
      }
    }
    if (cases.isEmpty()) {
      fields.problem("cases", "at least one case is needed");
    } else if (cases.stream().allMatch(one -> one.alerts().isEmpty())) {
      fields.problem("cases", "none expects an alert: a rule that never fires would pass");
    }
    fields.unread().keySet().forEach(name -> fields.problem(name, "is not known here"));
    return problems.isEmpty()
        ? new Outcome.Read(new RuleTest(watchlists, cases))
        : new Outcome.Refused(problems);
  }

  private RuleTest.Case oneCase(RuleFields fields, Instant clock) {
    List<RuleTest.Delivery> deliveries = new ArrayList<>();
    RuleFields events = fields.mapping("events");
    if (events != null) {
      deliveries.add(delivery(events, clock));
    }
    for (RuleFields delivery : fields.mappings("deliveries")) {
      deliveries.add(delivery(delivery, clock));
    }
    List<RuleTest.ExpectedAlert> alerts = new ArrayList<>();
    if (fields.node("alerts") == null) {
      fields.problem("alerts", "is missing; write [] when none may be raised");
    }
    for (RuleFields alert : fields.mappings("alerts")) {
      alerts.add(expectedAlert(alert));
    }
    RuleTest.Case read =
        new RuleTest.Case(fields.required("name"), clock, deliveries, alerts, fields.line());
    fields.unread().keySet().forEach(name -> fields.problem(name, "is not known here"));
    return read;
  }

  private static RuleTest.ExpectedAlert expectedAlert(RuleFields fields) {
    Severity severity = fields.choice("severity", Severity.class);
    boolean anyEntities = fields.names().contains("entities");
    List<String> entities = fields.texts("entities");
    for (String entity : entities) {
      int blank = entity.indexOf(' ');
      if (blank < 0 || EntityType.named(entity.substring(0, blank)).isEmpty()) {
        fields.problem(
            "entities", "'" + entity + "' is not a type and a name, such as IP 203.0.113.7");
      }
    }
    Set<String> given = fields.names();
    if (given.isEmpty()) {
      fields.problem("name", "says nothing; expect a name, severity, entities or customDetails");
    }
    RuleTest.ExpectedAlert alert =
        new RuleTest.ExpectedAlert(
            fields.optional("name"),
            severity == null ? null : severity.name(),
            anyEntities ? entities : null,
            fields.textMap("customDetails"));
    fields.unread().keySet().forEach(name -> fields.problem(name, "is not known here"));
    return alert;
  }

  private RuleTest.Delivery delivery(RuleFields fields, Instant clock) {
    Map<String, List<Map<String, @Nullable Object>>> events = new LinkedHashMap<>();
    Instant received = clock;
    for (String table : fields.names()) {
      if (table.equals("received")) {
        received = time(fields, "received", fields.optional("received"), clock);
        continue;
      }
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (RuleFields row : fields.mappings(table)) {
        addRows(table, row, clock, rows);
      }
      events.put(table, rows);
    }
    return new RuleTest.Delivery(received, events);
  }

  private void addRows(
      String table, RuleFields fields, Instant clock, List<Map<String, @Nullable Object>> rows) {
    int repeat = fields.number("repeat", 1, MOST_ROWS, 1);
    Duration every = fields.duration("every", Duration.ZERO);
    Instant at = time(fields, "at", fields.optional("at"), clock);
    Map<String, @Nullable Object> given = fields.unread();
    if (rows.size() + repeat > MOST_ROWS) {
      fields.problem("repeat", "makes more than " + MOST_ROWS + " rows");
      return;
    }
    for (int n = 1; n <= repeat; n++) {
      Map<String, @Nullable Object> row =
          new LinkedHashMap<>(defaults.getOrDefault(table, Map.of()));
      row.put(
          "TimeGenerated",
          every == null ? at.toString() : at.plus(every.multipliedBy(n - 1L)).toString());
      int number = n;
      given.forEach((name, value) -> row.put(name, numbered(value, number)));
      rows.add(row);
    }
  }

  private static @Nullable Object numbered(@Nullable Object value, int number) {
    return value instanceof String text ? text.replace("{n}", String.valueOf(number)) : value;
  }

  private static Map<String, @Nullable Object> values(@Nullable YamlNode node) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().forEach((name, value) -> values.put(name, value.toJava()));
    }
    return values;
  }

  private static Map<String, String> texts(RuleFields fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.names().forEach(name -> texts.put(name, fields.required(name)));
    return texts;
  }

  private Instant instant(RuleFields fields, String name, Instant otherwise) {
    return time(fields, name, fields.optional(name), otherwise);
  }

  /** An instant as ISO 8601, or a duration before ({@code -5m}) or after the base. */
  private static Instant time(RuleFields fields, String name, @Nullable String text, Instant base) {
    if (text == null) {
      return base;
    }
    boolean before = text.startsWith("-");
    boolean relative = before || text.startsWith("+");
    try {
      if (!relative) {
        return Instant.parse(text);
      }
      Duration offset = RuleDurations.parse(text.substring(1)).orElse(null);
      if (offset != null) {
        return before ? base.minus(offset) : base.plus(offset);
      }
    } catch (DateTimeParseException e) {
      // Said below, like the offset that is none.
    }
    fields.problem(name, "'" + text + "' is no time such as 2026-03-02T10:00:00Z or -5m");
    return base;
  }
}
