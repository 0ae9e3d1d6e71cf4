package io.vedette.kql.plan;

/** A table that is defined once and may be read several times; it becomes a WITH clause. */
public final class SharedTable {
  private final String name;
  private final boolean materialized;
  private Plan plan;

  /**
   * @param name the name it has in the query
   * @param materialized whether it must be computed only once
   */
  public SharedTable(String name, boolean materialized, Plan plan) {
    this.name = name;
    this.materialized = materialized;
    this.plan = plan;
  }

  public String name() {
    return name;
  }

  public boolean materialized() {
    return materialized;
  }

  public Plan plan() {
    return plan;
  }

  /** Puts a rewritten plan with the same columns in the place of the old one. */
  public void rewrite(Plan rewritten) {
    plan = rewritten;
  }
}
