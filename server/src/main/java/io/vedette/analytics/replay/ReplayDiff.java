package io.vedette.analytics.replay;

import io.vedette.analytics.Alert;
import io.vedette.analytics.MappedEntity;
import io.vedette.analytics.replay.Replayed.Raised;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a rule raises and the other does not. Two alerts are about the same when
 * their events overlap in time and they have an entity in common.
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
    List<Raised> gone = new ArrayList<>(first.alerts());
    List<Raised> added = new ArrayList<>();
    List<Changed> changed = new ArrayList<>();
    long same = 0;
    // Those with the same entities first, so that none is taken for one that merely is like it.
    List<Raised> open = new ArrayList<>();
    Map<String, Deque<Raised>> byEntities = new HashMap<>();
    first
        .alerts()
        .forEach(
            raised ->
                byEntities
                    .computeIfAbsent(
                        String.join("\n", entities(raised.alert())), _ -> new ArrayDeque<>())
                    .add(raised));
    for (Raised after : second.alerts()) {
      Raised before =
          take(byEntities.get(String.join("\n", entities(after.alert()))), after.alert());
      if (before == null) {
        open.add(after);
        continue;
      }
      gone.remove(before);
      List<String> differences = differences(before.alert(), after.alert());
      if (differences.isEmpty()) {
        same++;
      } else {
        changed.add(new Changed(before, after, differences));
      }
    }
    for (Raised after : open) {
      Raised before = take(gone, after.alert());
      if (before == null) {
        added.add(after);
      } else {
        changed.add(new Changed(before, after, differences(before.alert(), after.alert())));
      }
    }
    return new ReplayDiff(added, gone, changed, same);
  }

  private static SortedSet<String> entities(Alert alert) {
    return alert.entities().stream()
        .map(MappedEntity::comparisonKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Takes the first of them that is about the same as an alert; null when none is. */
  private static @Nullable Raised take(@Nullable Collection<Raised> candidates, Alert alert) {
    if (candidates == null) {
      return null;
    }
    for (Iterator<Raised> i = candidates.iterator(); i.hasNext(); ) {
      Raised candidate = i.next();
      if (areAlike(candidate.alert(), alert)) {
        i.remove();
        return candidate;
      }
    }
    return null;
  }

  private static boolean areAlike(Alert one, Alert other) {
    return !other.endTime().isBefore(one.startTime())
        && !one.endTime().isBefore(other.startTime())
        && ((one.entities().isEmpty() && other.entities().isEmpty())
            || !Collections.disjoint(entities(one), entities(other)));
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
    compare("entities", labels(before), labels(after), differences);
    compare("raised at", before.createdAt(), after.createdAt(), differences);
    return differences;
  }

  private static List<String> labels(Alert alert) {
    return alert.entities().stream().map(MappedEntity::label).sorted().toList();
  }

  private static void compare(String what, Object before, Object after, List<String> differences) {
    if (!Objects.equals(before, after)) {
      differences.add("%s %s, was %s".formatted(what, after, before));
    }
  }
}
