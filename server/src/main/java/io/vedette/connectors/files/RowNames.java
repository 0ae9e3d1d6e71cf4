package io.vedette.connectors.files;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.io.SerializedString;

/** The names of a row's values in their order, shared by all rows that have the same. */
final class RowNames {
  private final String[] names;
  private final SerializedString[] asJson;
  private final Map<String, Integer> positions;

  private RowNames(String[] names, Map<String, Integer> positions) {
    this.names = names;
    this.asJson = Arrays.stream(names).map(SerializedString::new).toArray(SerializedString[]::new);
    this.positions = positions;
  }

  /** The array is not copied and must not change any more. */
  static RowNames of(String[] names) {
    Map<String, Integer> positions = HashMap.newHashMap(names.length);
    for (int i = 0; i < names.length; i++) {
      positions.put(names[i], i);
    }
    return new RowNames(names, positions);
  }

  int count() {
    return names.length;
  }

  String get(int position) {
    return names[position];
  }

  /** A name in the form that a parser compares with its input. */
  SerializedString asJson(int position) {
    return asJson[position];
  }

  boolean has(int position, String name) {
    return position < names.length && names[position].equals(name);
  }

  boolean areUnique() {
    return positions.size() == names.length;
  }

  /** Where a name stands, or -1. */
  int position(Object name) {
    return positions.getOrDefault(name, -1);
  }
}
