package dev.zeroflow.hpo.sampler.nsga2;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How trials have offspring: numbers are crossed on their own scale so that children are spread
 * around both parents as far as these are apart (simulated binary crossover), and mutate by a
 * little (polynomial mutation); choices come from one of the parents or are drawn anew.
 */
final class Offspring {
  private static final double CROSSING = 0.9;

  /** The larger, the nearer are children to their parents. */
  private static final double CROSSING_INDEX = 3;

  private static final double MUTATION_INDEX = 10;

  private final Map<String, Distribution> space;
  private final UniformRandomProvider random;

  Offspring(Map<String, Distribution> space, UniformRandomProvider random) {
    this.space = space;
    this.random = random;
  }

  /** A child of two trials that have all parameters of the space. */
  Map<String, Parameter> of(Trial mother, Trial father) {
    boolean crosses = random.nextDouble() < CROSSING;
    Map<String, Parameter> child = new LinkedHashMap<>();
    for (Map.Entry<String, Distribution> axis : space.entrySet()) {
      double a = value(mother, axis.getKey());
      double b = crosses ? value(father, axis.getKey()) : a;
      child.put(axis.getKey(), new Parameter(axis.getValue(), value(axis.getValue(), a, b)));
    }
    return child;
  }

  private double value(Distribution distribution, double a, double b) {
    boolean mutates = random.nextDouble() < 1.0 / space.size();
    if (distribution instanceof CategoricalDistribution) {
      double inherited = random.nextBoolean() ? a : b;
      return mutates ? distribution.fromUnit(random.nextDouble()) : inherited;
    }
    double unit = crossed(distribution.toUnit(a), distribution.toUnit(b));
    return distribution.fromUnit(Math.clamp(mutates ? mutated(unit) : unit, 0, 1));
  }

  private double crossed(double a, double b) {
    if (random.nextBoolean()) {
      return random.nextBoolean() ? a : b;
    }
    double u = random.nextDouble();
    double power = 1 / (CROSSING_INDEX + 1);
    double spread = u < 0.5 ? Math.pow(2 * u, power) : Math.pow(2 * (1 - u), -power);
    double side = random.nextBoolean() ? spread : -spread;
    return 0.5 * (a + b + side * (a - b));
  }

  private double mutated(double unit) {
    double u = random.nextDouble();
    double power = 1 / (MUTATION_INDEX + 1);
    return u < 0.5 ? unit * Math.pow(2 * u, power) : 1 - (1 - unit) * Math.pow(2 * (1 - u), power);
  }

  private static double value(Trial trial, String name) {
    return Objects.requireNonNull(trial.parameters().get(name)).internal();
  }
}
