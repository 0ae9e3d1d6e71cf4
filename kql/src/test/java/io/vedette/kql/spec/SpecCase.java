package io.vedette.kql.spec;

import java.util.List;

/**
 * One case of a spec file.
 *
 * @param file the file's name
 * @param line the line of the case's name, from 1
 * @param source the page or fact that the expectation comes from
 */
record SpecCase(
    String file, int line, String name, String source, String query, Expectation expectation) {

  /** What a query must give. */
  sealed interface Expectation {}

  /**
   * Columns as {@code name:type} and rows of cells as written.
   *
   * @param inOrder whether the rows must come in this order
   * @param result which of the query's result tables is meant, from 1
   */
  record Rows(List<String> columns, List<List<String>> rows, boolean inOrder, int result)
      implements Expectation {}

  /** These errors and warnings, all of them, in the order of their places. */
  record Problems(List<Problem> problems) implements Expectation {}

  /**
   * An error or a warning.
   *
   * @param place {@code line:column}, both from 1
   * @param fragment a part of the message or of the hint
   */
  record Problem(String severity, String code, String place, String fragment) {}

  @Override
  public String toString() {
    return file + ":" + line + " " + name;
  }
}
