package io.vedette.connectors.files;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A row of which most others have the same names: a hash table for each would take longer to make
 * than the row to read. Cannot be changed. Where no value stands, there is no entry.
 */
final class SharedNamesRow extends AbstractMap<String, Object> {
  private final RowNames names;
  private final @Nullable Object[] values;
  private final int size;

  SharedNamesRow(RowNames names, @Nullable Object[] values) {
    this.names = names;
    this.values = values;
    int present = 0;
    for (Object value : values) {
      present += value == null ? 0 : 1;
    }
    this.size = present;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int position = key == null ? -1 : names.position(key);
    return position < 0 ? null : values[position];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        action.accept(names.get(i), value);
      }
    }
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Object>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Object>> {
    private int next = after(-1);

    private int after(int position) {
      int at = position + 1;
      while (at < values.length && values[at] == null) {
        at++;
      }
      return at;
    }

    @Override
    public boolean hasNext() {
      return next < values.length;
    }

    @Override
    public Map.Entry<String, Object> next() {
      Object value = hasNext() ? values[next] : null;
      if (value == null) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, Object> entry = Map.entry(names.get(next), value);
      next = after(next);
      return entry;
    }
  }
}
