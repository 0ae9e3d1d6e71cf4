package io.vedette.kql.mining;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Rows whose values are small whole numbers, column by column; 0 is a value that no pattern can
 * have. Each row stands for so much of a set A and so much of a set B.
 */
public final class CodedRows {
  private final int columns;
  private final List<int[]> codes = new ArrayList<>();
  private final List<double[]> weights = new ArrayList<>();
  private double totalA;
  private double totalB;

  private CodedRows(int columns) {
    this.columns = columns;
  }

  /**
   * Reads rows that are parted by semicolons: the weights in A and in B, then the codes, with
   * blanks between them.
   */
  public static CodedRows parse(String text, int columns) {
    CodedRows rows = new CodedRows(columns);
    StringTokenizer lines = new StringTokenizer(text, ";");
    while (lines.hasMoreTokens()) {
      StringTokenizer cells = new StringTokenizer(lines.nextToken(), " ");
      double a = Double.parseDouble(cells.nextToken());
      double b = Double.parseDouble(cells.nextToken());
      int[] codes = new int[columns];
      for (int i = 0; i < columns; i++) {
        codes[i] = Integer.parseInt(cells.nextToken());
      }
      rows.add(codes, a, b);
    }
    return rows;
  }

  private void add(int[] row, double a, double b) {
    codes.add(row);
    weights.add(new double[] {a, b});
    totalA += a;
    totalB += b;
  }

  int columns() {
    return columns;
  }

  int size() {
    return codes.size();
  }

  int code(int row, int column) {
    return codes.get(row)[column];
  }

  double a(int row) {
    return weights.get(row)[0];
  }

  double b(int row) {
    return weights.get(row)[1];
  }

  /** The share of set A that so much is, from 0 to 1. */
  double shareOfA(double weight) {
    return totalA == 0 ? 0 : weight / totalA;
  }

  /** The share of set B that so much is, from 0 to 1. */
  double shareOfB(double weight) {
    return totalB == 0 ? 0 : weight / totalB;
  }

  /** The first column, from a given one, where a row has another value than a pattern asks for. */
  int difference(int row, int[] pattern, int from) {
    int[] values = codes.get(row);
    int column = from;
    while (column < columns && (pattern[column] == 0 || pattern[column] == values[column])) {
      column++;
    }
    return column;
  }
}
