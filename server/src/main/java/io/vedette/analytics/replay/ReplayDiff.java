package io.vedette.analytics.replay;

import io.vedette.analytics.Alert;
import io.vedette.analytics.MappedEntity;
import io.vedette.analytics.replay.Replayed.Raised;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
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
    List<Raised> open = new ArrayList<>();
    List<Raised> added = new ArrayList<>();
    List<Changed> changed = new ArrayList<>();
    long same = 0;
    // Those with the same entities first, so that none is taken for one that merely is like it.
    for (Raised after : second.alerts()) {
      Raised before = take(gone, after.alert(), Set::equals);
      if (before == null) {
        open.add(after);
        continue;
      }
      List<String> differences = differences(before.alert(), after.alert());
      if (differences.isEmpty()) {
        same++;
      } else {
        changed.add(new Changed(before, after, differences));
      }
    }
    for (Raised after : open) {
      Raised before = take(gone, after.alert(), (one, other) -> !Collections.disjoint(one, other));
      if (before == null) {
        added.add(after);
      } else {
        changed.add(new Changed(before, after, differences(before.alert(), after.alert())));
      }
    }
    return new ReplayDiff(added, gone, changed, same);
  }

  /**
   * Takes the first alert whose events overlap with those of another, and whose entities are to its
   * as they must be; null when there is none.
   */
  private static @Nullable Raised take(
      List<Raised> candidates, Alert alert, BiPredicate<Set<String>, Set<String>> entities) {
    Set<String> wanted = entities(alert);
    for (Iterator<Raised> i = candidates.iterator(); i.hasNext(); ) {
      Raised candidate = i.next();
      if (overlap(candidate.alert(), alert) && entities.test(entities(candidate.alert()), wanted)) {
        i.remove();
        return candidate;
      }
    }
    return null;
  }

  private static boolean overlap(Alert one, Alert other) {
    return !other.endTime().isBefore(one.startTime()) && !one.endTime().isBefore(other.startTime());
  }

  private static Set<String> entities(Alert alert) {
    return alert.entities().stream().map(MappedEntity::comparisonKey).collect(Collectors.toSet());
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
