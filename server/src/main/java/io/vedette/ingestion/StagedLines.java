package io.vedette.ingestion;

import java.util.Map;

/**
 * Lines that the engine has read and checked, and that wait in memory to be stored. Whoever has
 * them stores them, once.
 */
public final class StagedLines {
  private final String table;
  private final String stagingTable;
  private final LoadPlan plan;
  private final int rows;

  StagedLines(String table, String stagingTable, LoadPlan plan, int rows) {
    this.table = table;
    this.stagingTable = stagingTable;
    this.plan = plan;
    this.rows = rows;
  }

  /** The table that they are for. */
  public String table() {
    return table;
  }

  /** How many rows they are. */
  public int rows() {
    return rows;
  }

  /** How many values cannot be kept, by reason. */
  public Map<String, Long> warnings() {
    return plan.warnings();
  }

  String stagingTable() {
    return stagingTable;
  }

  LoadPlan plan() {
    return plan;
  }
}
