package dev.zeroflow.hpo.sampler.cmaes;

import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.NumericDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a search space as the unit cube.
 *
 * @param axes by name; choices are left out
 */
record Cube(SortedMap<String, NumericDistribution> axes) {

  static Cube of(SearchSpace space) {
    SortedMap<String, NumericDistribution> axes = new TreeMap<>();
    for (Map.Entry<String, Distribution> axis : space.distributions().entrySet()) {
      if (axis.getValue() instanceof NumericDistribution range) {
        axes.put(axis.getKey(), range);
      }
    }
    return new Cube(axes);
  }

  int size() {
    return axes.size();
  }

  /** Where a trial was; null if it has not all parameters, or has them from elsewhere. */
  double @Nullable [] point(Trial trial) {
    double[] point = new double[axes.size()];
    int k = 0;
    for (Map.Entry<String, NumericDistribution> axis : axes.entrySet()) {
      Parameter parameter = trial.assignment().find(axis.getKey());
      if (parameter == null || !axis.getValue().contains(parameter.internal())) {
        return null;
      }
      point[k++] = axis.getValue().toUnit(parameter.internal());
    }
    return point;
  }

  /** The values next to a point, which may be outside of the cube. */
  Map<String, Parameter> parameters(double[] point) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    int k = 0;
    for (Map.Entry<String, NumericDistribution> axis : axes.entrySet()) {
      double value = axis.getValue().fromUnit(Math.clamp(point[k++], 0, 1));
      parameters.put(axis.getKey(), new Parameter(axis.getValue(), value));
    }
    return parameters;
  }

  /** Distance between neighbouring values around a point, by coordinate; 0 if continuous. */
  double[] strides(double[] point) {
    double[] strides = new double[axes.size()];
    int k = 0;
    for (NumericDistribution range : axes.values()) {
      strides[k] = stride(range, range.fromUnit(Math.clamp(point[k], 0, 1)));
      k++;
    }
    return strides;
  }

  private static double stride(NumericDistribution range, double value) {
    if (range.spacing() == 0) {
      return 0;
    }
    double above = Math.min(range.highest(), value + range.spacing());
    double below = Math.max(range.lowest(), value - range.spacing());
    double steps = Math.rint((above - below) / range.spacing());
    return (range.toUnit(above) - range.toUnit(below)) / steps;
  }
}
