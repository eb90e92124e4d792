package dev.zeroflow.hpo.sampler.gp;

import dev.zeroflow.hpo.sampler.QmcSampler;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Proposes the point of which a Gaussian process expects most improvement.
 *
 * <p>The first trials are Sobol' points. Trials under way are reckoned with. Parameters outside of
 * the joint space are drawn at random. The time for a proposal grows with the cube of the number of
 * trials, up to a limit after which only a part of them is looked at.
 */
public final class GpSampler implements Sampler {
  /** Trials, complete or under way, before there is a model. */
  public static final int STARTUP_TRIALS = 6;

  /** With many workers there is a model before that, but not from fewer results than these. */
  private static final int LEAST_COMPLETE = 4;

  /** Points around which the search is closer. */
  private static final int CENTRES = 5;

  /** Most trials under way that are reckoned with; those with the lowest numbers. */
  private static final int MAX_RUNNING = 128;

  private final QmcSampler startup = QmcSampler.sobol();
  private final FitCache fits = new FitCache();

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    if (ask.space().isEmpty()) {
      return Map.of();
    }
    Axes axes = new Axes(ask.space());
    Observations observations = Observations.read(history, axes);
    int complete = observations.complete();
    int begun = complete + history.running().size();
    if (complete < LEAST_COMPLETE || begun < STARTUP_TRIALS) {
      return startup.propose(history, ask);
    }
    return axes.parameters(decide(history, ask, axes, observations));
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    return RandomSampler.draw(ask, name, distribution);
  }

  private double[] decide(History history, Ask ask, Axes axes, Observations observations) {
    UniformRandomProvider random = ask.seed().stream("gp");
    Surrogate surrogate = fits.surrogate(ask.space(), axes, observations);
    List<double[]> running = running(history, ask, axes);
    Improvement improvement = surrogate.improvement(running, random::nextLong);
    double[] fixed = axes.fixed(ask.trial());
    Search search = new Search(axes, improvement, surrogate.kernel(), fixed, random);
    List<double[]> known = new ArrayList<>(observations.points());
    known.addAll(running);
    return search.best(centres(observations), known);
  }

  private static List<double[]> running(History history, Ask ask, Axes axes) {
    List<double[]> points = new ArrayList<>();
    for (Trial trial : history.running()) {
      double[] point = trial.number() == ask.trial().number() ? null : axes.point(trial);
      if (point != null && points.size() < MAX_RUNNING) {
        points.add(point);
      }
    }
    return points;
  }

  private static List<double[]> centres(Observations observations) {
    return observations.byLoss().limit(CENTRES).mapToObj(observations.points()::get).toList();
  }
}
