package dev.zeroflow.hpo.sampler.gp;

import java.util.ArrayList;
import java.util.List;

/** Points of the unit cube, coordinate by coordinate; of a choice the coordinate is its index. */
final class Points {
  private final boolean[] isChoice;
  private final int size;

  /** By coordinate, then by point. */
  private final double[][] columns;

  Points(List<double[]> rows, boolean[] isChoice) {
    this.isChoice = isChoice;
    this.size = rows.size();
    this.columns = new double[isChoice.length][size];
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < isChoice.length; k++) {
        columns[k][j] = rows.get(j)[k];
      }
    }
  }

  int size() {
    return size;
  }

  int dimensions() {
    return columns.length;
  }

  boolean[] areChoices() {
    return isChoice.clone();
  }

  double[] row(int j) {
    double[] row = new double[columns.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = columns[k][j];
    }
    return row;
  }

  /** These and some more. */
  Points with(List<double[]> more) {
    List<double[]> rows = new ArrayList<>();
    for (int j = 0; j < size; j++) {
      rows.add(row(j));
    }
    rows.addAll(more);
    return new Points(rows, isChoice);
  }

  /** Adds a weight times the squared distances in one coordinate; choices are 0 or 1 apart. */
  void addSquares(int k, double coordinate, double weight, double[] sums) {
    double[] column = columns[k];
    if (isChoice[k]) {
      for (int j = 0; j < size; j++) {
        sums[j] += column[j] == coordinate ? 0 : weight;
      }
    } else {
      for (int j = 0; j < size; j++) {
        double distance = column[j] - coordinate;
        sums[j] += weight * distance * distance;
      }
    }
  }

  /**
   * The derivative, by one coordinate of a point, of the sum of weights times squared distances.
   *
   * @return 0 for a choice
   */
  double slope(int k, double coordinate, double[] weights) {
    if (isChoice[k]) {
      return 0;
    }
    double[] column = columns[k];
    double sum = 0;
    for (int j = 0; j < size; j++) {
      sum += weights[j] * (coordinate - column[j]);
    }
    return 2 * sum;
  }

  /** Squared distances of all pairs i > j in one coordinate, row by row. */
  double[] pairs(int k) {
    double[] pairs = new double[size * (size - 1) / 2];
    double[] column = columns[k];
    int p = 0;
    for (int i = 1; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double distance = column[i] - column[j];
        pairs[p++] = isChoice[k] ? (distance == 0 ? 0 : 1) : distance * distance;
      }
    }
    return pairs;
  }
}
