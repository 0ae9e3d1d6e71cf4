package io.vedette.evtx;

/** The values of a template instance, as they lie in the chunk. */
final class Values {

  /** What a record without a template has. */
  static final Values NONE = new Values(0);

  private final int[] types;
  private final int[] offsets;
  private final int[] sizes;

  Values(int count) {
    types = new int[count];
    offsets = new int[count];
    sizes = new int[count];
  }

  void set(int index, int type, int offset, int size) {
    types[index] = type;
    offsets[index] = offset;
    sizes[index] = size;
  }

  boolean has(int index) {
    return index < types.length;
  }

  boolean isNull(int index) {
    return index >= types.length || types[index] == ValueFormat.NULL;
  }

  /** The value's type, see {@link ValueFormat}. */
  int type(int index) {
    return types[index];
  }

  /** Where in the chunk the value begins. */
  int offset(int index) {
    return offsets[index];
  }

  /** Bytes of the value. */
  int size(int index) {
    return sizes[index];
  }
}
