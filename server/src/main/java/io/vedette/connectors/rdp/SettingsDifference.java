package io.vedette.connectors.rdp;

import io.vedette.platform.RdpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says in words how settings differ; of passwords only that they do. */
final class SettingsDifference {
  private static final String NONE = "none";

  private final List<String> words = new ArrayList<>();

  private SettingsDifference() {}

  static List<String> between(RdpSettings before, RdpSettings after) {
    SettingsDifference difference = new SettingsDifference();
    difference.values("", before.values(false), after.values(false));
    difference.decoys(before.decoys(), after.decoys());
    return difference.words;
  }

  private void values(String prefix, Map<?, ?> before, Map<?, ?> after) {
    Map<String, @Nullable Object> all = new TreeMap<>();
    before.forEach((key, value) -> all.put((String) key, null));
    after.forEach((key, value) -> all.put((String) key, value));
    all.remove("decoys");
    all.forEach(
        (key, now) -> {
          Object was = before.get(key);
          if (was instanceof Map<?, ?> oldMap && now instanceof Map<?, ?> newMap) {
            values(key + ".", oldMap, newMap);
          } else if (!Objects.equals(was, now)) {
            words.add(prefix + key + ": " + word(was) + " to " + word(now));
          }
        });
  }

  private static String word(@Nullable Object value) {
    return value == null ? NONE : String.valueOf(value);
  }

  private void decoys(Map<String, RdpSettings.Decoy> before, Map<String, RdpSettings.Decoy> after) {
    Map<String, RdpSettings.Decoy> all = new TreeMap<>(before);
    all.putAll(after);
    for (String name : all.keySet()) {
      RdpSettings.Decoy was = before.get(name);
      RdpSettings.Decoy now = after.get(name);
      if (was == null || now == null) {
        words.add("decoy " + name + (was == null ? " added" : " removed"));
      } else if (!was.equals(now)) {
        words.add("decoy " + name + ": " + String.join(", ", decoy(was, now)));
      }
    }
  }

  private static List<String> decoy(RdpSettings.Decoy was, RdpSettings.Decoy now) {
    List<String> words = new ArrayList<>();
    if (!was.password().equals(now.password())) {
      words.add("another password");
    }
    if (was.state() != now.state()) {
      words.add(RdpSettings.word(was.state()) + " to " + RdpSettings.word(now.state()));
    }
    if (was.acceptAfter() != now.acceptAfter()) {
      words.add("opens after " + was.acceptAfter() + " to " + now.acceptAfter());
    }
    return words;
  }
}
