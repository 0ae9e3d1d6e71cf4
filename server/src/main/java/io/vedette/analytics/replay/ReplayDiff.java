package io.vedette.analytics.replay;

import io.vedette.analytics.Alert;
import io.vedette.analytics.MappedEntity;
import io.vedette.analytics.replay.Replayed.Raised;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a rule raises and the other does not. Two alerts are the same one when they
 * name the same entities and their events overlap in time.
 *
 * @param added only the second version raises them
 * @param gone only the first version raises them
 * @param changed both raise them, but they read differently
 * @param same how many are alike in both
 */
public record ReplayDiff(List<Raised> added, List<Raised> gone, List<Changed> changed, long same) {
  public ReplayDiff {
    added = List.copyOf(added);
    gone = List.copyOf(gone);
    changed = List.copyOf(changed);
  }

  /**
   * An alert that both versions raise.
   *
   * @param differences what is different, such as "severity Low, was Medium"
   */
  public record Changed(Raised before, Raised after, List<String> differences) {
    public Changed {
      differences = List.copyOf(differences);
    }
  }

  /** Whether both versions raise the same. */
  public boolean isEmpty() {
    return added.isEmpty() && gone.isEmpty() && changed.isEmpty();
  }

  /** Compares two replays of the same time. */
  public static ReplayDiff between(Replayed first, Replayed second) {
    Map<String, Deque<Raised>> open = new HashMap<>();
    for (Raised raised : first.alerts()) {
      open.computeIfAbsent(entities(raised.alert()), _ -> new ArrayDeque<>()).add(raised);
    }
    List<Raised> added = new ArrayList<>();
    List<Changed> changed = new ArrayList<>();
    long same = 0;
    for (Raised after : second.alerts()) {
      Raised before = take(open.get(entities(after.alert())), after.alert());
      if (before == null) {
        added.add(after);
        continue;
      }
      List<String> differences = differences(before.alert(), after.alert());
      if (differences.isEmpty()) {
        same++;
      } else {
        changed.add(new Changed(before, after, differences));
      }
    }
    List<Raised> gone = new ArrayList<>();
    open.values().forEach(gone::addAll);
    gone.sort(Comparator.comparing(raised -> raised.alert().createdAt()));
    return new ReplayDiff(added, gone, changed, same);
  }

  private static String entities(Alert alert) {
    return alert.entities().stream()
        .map(MappedEntity::comparisonKey)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** Takes the first of them that overlaps with an alert; null when none does. */
  private static @Nullable Raised take(@Nullable Deque<Raised> candidates, Alert alert) {
    if (candidates == null) {
      return null;
    }
    for (Iterator<Raised> i = candidates.iterator(); i.hasNext(); ) {
      Raised candidate = i.next();
      Alert other = candidate.alert();
      if (!other.endTime().isBefore(alert.startTime())
          && !alert.endTime().isBefore(other.startTime())) {
        i.remove();
        return candidate;
      }
    }
    return null;
  }

  private static List<String> differences(Alert before, Alert after) {
    List<String> differences = new ArrayList<>();
    compare("name", before.name(), after.name(), differences);
    compare("severity", before.severity(), after.severity(), differences);
    compare("rows", before.eventCount(), after.eventCount(), differences);
    compare("tactics", before.tactics(), after.tactics(), differences);
    compare("techniques", before.techniques(), after.techniques(), differences);
    compare("custom details", before.customDetails(), after.customDetails(), differences);
    compare("description", before.description(), after.description(), differences);
    return differences;
  }

  private static void compare(String what, Object before, Object after, List<String> differences) {
    if (!Objects.equals(before, after)) {
      differences.add("%s %s, was %s".formatted(what, after, before));
    }
  }
}
