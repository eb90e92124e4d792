package dev.zeroflow.hpo.sampler.gp;

import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import dev.zeroflow.hpo.study.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Ended and paused trials of one space as points and losses, in the order of their numbers.
 *
 * <p>Everything that was tried counts, or it would be tried again: a pruned trial is no better than
 * half of the complete ones, a failed one is as bad as the worst, one that violates constraints is
 * worse than all of them, the more it violates the worse. Infinite losses become the nearest finite
 * ones.
 */
final class Observations {
  /** Larger losses count as infinite: their squares would be. */
  private static final double LARGEST = 1e100;

  private final List<Trial> trials;
  private final List<double[]> points;
  private final ToDoubleFunction<Trial> own;
  private final double[] losses;

  private Observations(List<Trial> trials, List<double[]> points, ToDoubleFunction<Trial> own) {
    this.trials = trials;
    this.points = points;
    this.own = own;
    this.losses = losses(trials, own);
  }

  /** Those that have all parameters of the space. */
  static Observations read(History history, Axes axes, int objective) {
    List<Trial> trials = new ArrayList<>(history.finished());
    history.running().stream().filter(Observations::hasShownSomething).forEach(trials::add);
    trials.sort(Comparator.comparingInt(Trial::number));
    List<Trial> known = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    for (Trial trial : trials) {
      double[] point = axes.point(trial);
      if (point != null) {
        known.add(trial);
        points.add(point);
      }
    }
    Direction direction = history.settings().directions().get(objective);
    ToDoubleFunction<Trial> own =
        trial -> {
          Values values = values(trial);
          return values.isEmpty() ? Double.NaN : direction.toLoss(values.get(objective));
        };
    return new Observations(known, points, own);
  }

  List<Trial> trials() {
    return trials;
  }

  List<double[]> points() {
    return points;
  }

  double[] losses() {
    return losses;
  }

  int size() {
    return losses.length;
  }

  /** How many of them have a loss of their own. */
  int complete() {
    return (int) trials.stream().filter(Observations::isComplete).count();
  }

  /** Some of them, whose losses do not depend on the others. */
  Observations at(int[] indices) {
    List<Trial> some = Arrays.stream(indices).mapToObj(trials::get).toList();
    List<double[]> places = Arrays.stream(indices).mapToObj(points::get).toList();
    return new Observations(some, places, own);
  }

  /** Indices, the best loss first. */
  IntStream byLoss() {
    Comparator<Integer> order = Comparator.comparingDouble(i -> losses[i]);
    return IntStream.range(0, size()).boxed().sorted(order).mapToInt(i -> i);
  }

  /** At most so many: the best ones make half of them, the newest ones the rest. */
  Observations limited(int most) {
    if (size() <= most) {
      return this;
    }
    BitSet kept = new BitSet();
    byLoss().limit(most / 2).forEach(kept::set);
    for (int i = size() - 1; kept.cardinality() < most; i--) {
      kept.set(i);
    }
    return at(kept.stream().toArray());
  }

  /** A paused trial counts as pruned for now. */
  static boolean hasShownSomething(Trial trial) {
    return trial.isPaused() && !trial.reports().isEmpty();
  }

  private static Values values(Trial trial) {
    Map.Entry<Integer, Values> last = trial.evidence().lastReport();
    return trial.isPaused() && last != null ? last.getValue() : trial.values();
  }

  private static boolean isComplete(Trial trial) {
    return trial.state() == TrialState.COMPLETE && trial.isFeasible();
  }

  private static double[] losses(List<Trial> trials, ToDoubleFunction<Trial> own) {
    double[] sorted =
        trials.stream()
            .filter(Observations::isComplete)
            .mapToDouble(own)
            .filter(loss -> Math.abs(loss) < LARGEST)
            .sorted()
            .toArray();
    double[] finite = sorted.length == 0 ? new double[1] : sorted;
    double worstViolation =
        trials.stream().mapToDouble(t -> t.evidence().violation()).max().orElse(0);
    double[] losses = new double[trials.size()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = loss(trials.get(i), own, finite, worstViolation);
    }
    return losses;
  }

  private static double loss(
      Trial trial, ToDoubleFunction<Trial> known, double[] sorted, double violation) {
    double best = sorted[0];
    double middle = sorted[sorted.length / 2];
    double worst = sorted[sorted.length - 1];
    if (!trial.isFeasible()) {
      double share = Math.min(1, trial.evidence().violation() / violation);
      return worst + (worst > best ? worst - middle : 1) * (Double.isNaN(share) ? 1 : share);
    }
    if (trial.state() == TrialState.FAIL) {
      return worst;
    }
    double own = known.applyAsDouble(trial);
    double least = isComplete(trial) ? best : middle;
    return Double.isNaN(own) ? middle : Math.clamp(own, least, worst);
  }
}
