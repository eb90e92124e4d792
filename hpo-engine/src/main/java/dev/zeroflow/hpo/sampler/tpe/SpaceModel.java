package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * What told and running trials say about some parameters that they all have: the density of good
 * ones and that of the others. It reads on from where it was, and changes only what has changed.
 */
final class SpaceModel {
  private static final byte OUT = 0;
  private static final byte GOOD = 1;
  private static final byte OTHER = 2;

  private final Scope scope;
  private final Ranking ranking;
  private final ParzenEstimator good;
  private final ParzenEstimator others;
  private final List<double @Nullable []> points = new ArrayList<>();
  private final BitSet told = new BitSet();
  private final BitSet running = new BitSet();
  private final List<Trial> paused = new ArrayList<>();
  private byte[] sides = new byte[64];
  private int read;

  SpaceModel(Scope scope, StudySettings settings) {
    this.scope = scope;
    ranking = new Ranking(settings);
    good = new ParzenEstimator(scope.space(), settings.directions().size() > 1);
    others = new ParzenEstimator(scope.space(), false);
  }

  /** Number of told trials that have the parameters. */
  int size() {
    return ranking.size();
  }

  /**
   * Takes in what has happened.
   *
   * @param asking number of the trial that is decided upon, which says nothing about itself
   */
  void read(History history, int asking, boolean reckonWithRunning) {
    List<Trial> finished = history.finished();
    for (; read < finished.size(); read++) {
      readFinished(finished.get(read));
    }
    paused.forEach(ranking::remove);
    paused.clear();
    running.clear();
    for (Trial trial : history.running()) {
      if (trial.number() != asking && (reckonWithRunning || trial.isPaused()) && place(trial)) {
        readRunning(trial);
      }
    }
    assignSides();
  }

  /**
   * The best of several points that the good trials suggest.
   *
   * @param fixed internal values that are decided, NaN for the others
   */
  double[] propose(UniformRandomProvider random, int candidates, double[] fixed) {
    double[] best = good.draw(random, fixed);
    double bestScore = score(best);
    for (int i = 1; i < candidates; i++) {
      double[] candidate = good.draw(random, fixed);
      double score = score(candidate);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  /** Log of how much likelier a point is among the good trials. */
  double score(double[] point) {
    return good.logDensity(point) - others.logDensity(point);
  }

  /** A point as parameters. */
  Map<String, Parameter> parameters(double[] point) {
    Map<String, Parameter> parameters = new TreeMap<>();
    int i = 0;
    for (var axis : scope.space().distributions().entrySet()) {
      parameters.put(axis.getKey(), new Parameter(axis.getValue(), point[i++]));
    }
    return parameters;
  }

  /** A paused trial has shown something, and may show more: it counts as pruned for now. */
  private void readRunning(Trial trial) {
    running.set(trial.number());
    if (trial.isPaused() && !trial.reports().isEmpty()) {
      ranking.add(trial);
      paused.add(trial);
    }
  }

  private void readFinished(Trial trial) {
    if (trial.state().isTold() && place(trial)) {
      told.set(trial.number());
      ranking.add(trial);
    }
  }

  /** Notes where a trial is; if it was elsewhere, it is taken out first. */
  private boolean place(Trial trial) {
    int number = trial.number();
    while (points.size() <= number) {
      points.add(null);
    }
    double[] point = scope.point(trial);
    if (side(number) != OUT && !Arrays.equals(point, points.get(number))) {
      move(number, OUT);
    }
    points.set(number, point);
    return point != null;
  }

  private void assignSides() {
    BitSet best = ranking.good();
    for (int number = 0; number < points.size(); number++) {
      byte side = best.get(number) ? GOOD : told.get(number) || running.get(number) ? OTHER : OUT;
      if (side(number) != side) {
        move(number, side);
      }
    }
  }

  private byte side(int number) {
    return number < sides.length ? sides[number] : OUT;
  }

  private void move(int number, byte side) {
    if (side(number) != OUT) {
      (sides[number] == GOOD ? good : others).remove(number);
    }
    if (number >= sides.length) {
      sides = Arrays.copyOf(sides, 2 * number);
    }
    sides[number] = side;
    double[] point = points.get(number);
    if (side != OUT && point != null) {
      (side == GOOD ? good : others).add(number, point);
    }
  }
}
