package io.vedette.kql.functions;

import org.jspecify.annotations.Nullable;

/** Polynomials of least squares; coefficients stand from the highest power to the constant. */
final class Polynomials {
  private Polynomials() {}

  /** The polynomial of a degree through points; null when they do not determine it. */
  static double @Nullable [] fit(double[] x, double[] y, int degree) {
    int size = degree + 1;
    double middle = Series.mean(x);
    double reach = 1e-300;
    for (double value : x) {
      reach = Math.max(reach, Math.abs(value - middle));
    }
    double[][] matrix = new double[size][size + 1];
    for (int i = 0; i < x.length; i++) {
      double scaled = (x[i] - middle) / reach;
      double[] powers = new double[size];
      powers[0] = 1;
      for (int k = 1; k < size; k++) {
        powers[k] = powers[k - 1] * scaled;
      }
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          matrix[row][column] += powers[row] * powers[column];
        }
        matrix[row][size] += powers[row] * y[i];
      }
    }
    double[] scaled = solve(matrix);
    return scaled == null ? null : unscaled(scaled, middle, reach);
  }

  /** Gauss's elimination with the greatest pivot of each column. */
  private static double @Nullable [] solve(double[][] matrix) {
    int size = matrix.length;
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int row = column + 1; row < size; row++) {
        pivot = Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column]) ? row : pivot;
      }
      double[] swap = matrix[pivot];
      matrix[pivot] = matrix[column];
      matrix[column] = swap;
      if (Math.abs(matrix[column][column]) < 1e-12) {
        return null;
      }
      for (int row = 0; row < size; row++) {
        double factor = row == column ? 0 : matrix[row][column] / matrix[column][column];
        for (int k = column; k <= size; k++) {
          matrix[row][k] -= factor * matrix[column][k];
        }
      }
    }
    double[] solution = new double[size];
    for (int row = 0; row < size; row++) {
      solution[row] = matrix[row][size] / matrix[row][row];
    }
    return solution;
  }

  /** From powers of (x - middle) / reach, rising, to powers of x, falling. */
  private static double[] unscaled(double[] scaled, double middle, double reach) {
    int size = scaled.length;
    double[] plain = new double[size];
    for (int k = size - 1; k >= 0; k--) {
      double[] next = new double[size];
      for (int i = 0; i < size; i++) {
        next[i] -= plain[i] * middle / reach;
        if (i > 0) {
          next[i] += plain[i - 1] / reach;
        }
      }
      next[0] += scaled[k];
      plain = next;
    }
    double[] falling = new double[size];
    for (int i = 0; i < size; i++) {
      falling[i] = plain[size - 1 - i];
    }
    return falling;
  }

  static double at(double[] coefficients, double x) {
    double value = 0;
    for (double coefficient : coefficients) {
      value = value * x + coefficient;
    }
    return value;
  }
}
