package io.vedette.kql.functions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what was made of the last texts, for arguments that are mostly the same ones. */
final class Memo<T extends @Nullable Object> {
  private static final int MOST = 128;

  private record Entry<T extends @Nullable Object>(String text, T value) {}

  private final Function<String, T> maker;
  private final Map<String, Entry<T>> some = new ConcurrentHashMap<>();
  private volatile @Nullable Entry<T> last;

  Memo(Function<String, T> maker) {
    this.maker = maker;
  }

  T of(@Nullable Object argument) {
    String text = JavaFunction.text(argument);
    Entry<T> entry = last;
    if (entry == null || !entry.text.equals(text)) {
      entry = some.get(text);
      if (entry == null) {
        entry = new Entry<>(text, maker.apply(text));
        if (some.size() >= MOST) {
          some.clear();
        }
        some.put(text, entry);
      }
      last = entry;
    }
    return entry.value;
  }
}
