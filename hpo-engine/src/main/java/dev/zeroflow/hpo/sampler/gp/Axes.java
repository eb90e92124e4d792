package dev.zeroflow.hpo.sampler.gp;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.NumericDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/** A search space as the unit cube; of a choice the coordinate is its index. */
final class Axes {
  private final String[] names;
  private final Distribution[] distributions;

  Axes(SearchSpace space) {
    names = space.distributions().keySet().toArray(String[]::new);
    distributions = space.distributions().values().toArray(Distribution[]::new);
  }

  int size() {
    return names.length;
  }

  boolean[] areChoices() {
    boolean[] choices = new boolean[names.length];
    for (int k = 0; k < choices.length; k++) {
      choices[k] = distributions[k] instanceof CategoricalDistribution;
    }
    return choices;
  }

  /** Number of values of a coordinate, 0 if they cannot be counted. */
  long cardinality(int k) {
    return distributions[k].cardinality();
  }

  /** The coordinate of a value that is counted from 0 to the cardinality. */
  double coordinate(int k, long index) {
    return switch (distributions[k]) {
      case CategoricalDistribution _ -> index;
      case NumericDistribution range ->
          range.toUnit(Math.min(range.lowest() + index * range.spacing(), range.highest()));
    };
  }

  /** The reverse of {@link #coordinate}. */
  long index(int k, double coordinate) {
    return switch (distributions[k]) {
      case CategoricalDistribution _ -> (long) coordinate;
      case NumericDistribution range ->
          Math.round((range.fromUnit(coordinate) - range.lowest()) / range.spacing());
    };
  }

  /** The coordinate of the value next to a place of the unit interval. */
  double snap(int k, double unit) {
    double value = distributions[k].fromUnit(Math.clamp(unit, 0, 1));
    return encode(k, value);
  }

  double[] random(UniformRandomProvider random) {
    double[] point = new double[names.length];
    for (int k = 0; k < point.length; k++) {
      point[k] = snap(k, random.nextDouble());
    }
    return point;
  }

  /** Where a trial is or will be; null if it has not all parameters, or has them from elsewhere. */
  double @Nullable [] point(Trial trial) {
    double[] point = new double[names.length];
    for (int k = 0; k < point.length; k++) {
      Parameter parameter = trial.assignment().find(names[k]);
      if (parameter == null || !distributions[k].contains(parameter.internal())) {
        return null;
      }
      point[k] = encode(k, parameter.internal());
    }
    return point;
  }

  /** Coordinates that somebody has fixed; NaN for the others. */
  double[] fixed(Trial trial) {
    double[] fixed = new double[names.length];
    Map<String, ?> values = trial.assignment().fixed();
    for (int k = 0; k < fixed.length; k++) {
      boolean isFixed = values.containsKey(names[k]);
      double value = isFixed ? distributions[k].toInternal(values.get(names[k])) : Double.NaN;
      fixed[k] = distributions[k].contains(value) ? encode(k, value) : Double.NaN;
    }
    return fixed;
  }

  Map<String, Parameter> parameters(double[] point) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (int k = 0; k < point.length; k++) {
      boolean isChoice = distributions[k] instanceof CategoricalDistribution;
      double value = isChoice ? point[k] : distributions[k].fromUnit(point[k]);
      parameters.put(names[k], new Parameter(distributions[k], value));
    }
    return parameters;
  }

  private double encode(int k, double value) {
    Distribution distribution = distributions[k];
    return distribution instanceof CategoricalDistribution ? value : distribution.toUnit(value);
  }
}
