package io.vedette.kql.sql;

/**
 * A column that a relation of the plan produces. Two columns are the same only when they are the
 * same object: names may repeat, the renderer gives every column an alias of its own.
 */
public final class SqlColumn {
  private final String name;

  public SqlColumn(String name) {
    this.name = name;
  }

  /** The name the alias is made from. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name + '@' + Integer.toHexString(System.identityHashCode(this));
  }
}
