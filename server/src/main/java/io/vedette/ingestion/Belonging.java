package io.vedette.ingestion;

/** Whether objects with certain names at their top level are rows of a table. */
public enum Belonging {
  /** All of them are. */
  ALL,
  /** Those whose field Type is the table's name are. */
  BY_TYPE,
  /** It takes a look at each. */
  UNKNOWN
}
