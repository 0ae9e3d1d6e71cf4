package io.vedette.fuzz;

/** What came of a query. */
sealed interface Answer {
  /** It ran, and every cell was of its column's type. */
  record Rows(long count) implements Answer {}

  /** A diagnostic or a limit that Kusto has, too. */
  record Refused(String code) implements Answer {}

  /**
   * What must never happen.
   *
   * @param kind the same for all queries that meet the same fault
   */
  record Fault(String kind, String detail) implements Answer {}
}
