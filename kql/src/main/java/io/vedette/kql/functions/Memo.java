package io.vedette.kql.functions;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what was made of the last text, for arguments that are mostly constant. */
final class Memo<T> {
  private record Entry<T>(String text, T value) {}

  private final Function<String, T> maker;
  private volatile @Nullable Entry<T> last;

  Memo(Function<String, T> maker) {
    this.maker = maker;
  }

  T of(@Nullable Object argument) {
    String text = JavaFunction.text(argument);
    Entry<T> entry = last;
    if (entry == null || !entry.text.equals(text)) {
      entry = new Entry<>(text, maker.apply(text));
      last = entry;
    }
    return entry.value;
  }
}
