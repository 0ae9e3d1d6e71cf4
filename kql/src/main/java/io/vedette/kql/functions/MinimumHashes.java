package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A sketch for counting distinct values: the least of their 64-bit hashes. Up to the bound the
 * count is exact, above it the greatest hash kept tells how dense they are (the k minimum values
 * estimator, error about 1/sqrt(k)).
 */
record MinimumHashes(TreeSet<Long> hashes) {
  /** How many hashes are kept. */
  static final int MOST = 16_384;

  /** From an array of unsigned hashes. */
  static MinimumHashes of(JsonValue array) {
    TreeSet<Long> hashes = new TreeSet<>(Long::compareUnsigned);
    List<JsonValue> items = DynamicArrays.items(array);
    for (JsonValue item : items == null ? List.<JsonValue>of() : items) {
      if (item instanceof JsonValue.Numeral(String digits) && item.isWhole()) {
        if (digits.length() <= 20 && new BigInteger(digits).bitLength() <= Long.SIZE) {
          hashes.add(new BigInteger(digits).longValue());
        }
      }
    }
    return new MinimumHashes(bounded(hashes));
  }

  static MinimumHashes merged(JsonValue sketches) {
    TreeSet<Long> hashes = new TreeSet<>(Long::compareUnsigned);
    List<JsonValue> items = DynamicArrays.items(sketches);
    for (JsonValue sketch : items == null ? List.<JsonValue>of() : items) {
      hashes.addAll(of(sketch).hashes);
    }
    return new MinimumHashes(bounded(hashes));
  }

  /** About how many values all of the sketches have, exactly while all values are kept. */
  static long inAll(JsonValue sketches) {
    List<JsonValue> items = DynamicArrays.items(sketches);
    MinimumHashes union = merged(sketches);
    TreeSet<Long> common = new TreeSet<>(union.hashes);
    for (JsonValue sketch : items == null ? List.<JsonValue>of() : items) {
      common.retainAll(of(sketch).hashes);
    }
    return union.hashes.isEmpty()
        ? 0
        : Math.round((double) union.count() * common.size() / union.hashes.size());
  }

  private static TreeSet<Long> bounded(TreeSet<Long> hashes) {
    while (hashes.size() > MOST) {
      hashes.removeLast();
    }
    return hashes;
  }

  @Nullable JsonValue json() {
    if (hashes.isEmpty()) {
      return null;
    }
    List<JsonValue> items = new ArrayList<>();
    hashes.forEach(h -> items.add(new JsonValue.Numeral(Long.toUnsignedString(h))));
    return new JsonValue.Array(items);
  }

  long count() {
    if (hashes.size() < MOST) {
      return hashes.size();
    }
    double share = (hashes.last() >>> 1) / 0x1p63;
    return Math.round((MOST - 1) / share);
  }
}
