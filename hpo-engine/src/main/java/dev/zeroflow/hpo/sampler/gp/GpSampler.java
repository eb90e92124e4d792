package dev.zeroflow.hpo.sampler.gp;

import dev.zeroflow.hpo.pareto.Domination;
import dev.zeroflow.hpo.sampler.QmcSampler;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Proposes the point of which a Gaussian process expects most improvement; with several objectives,
 * the point that adds most to the volume that the Pareto front dominates.
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
  private final List<FitCache> fits = new ArrayList<>();

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    if (ask.space().isEmpty()) {
      return Map.of();
    }
    Axes axes = new Axes(ask.space());
    List<Observations> observations = new ArrayList<>();
    for (int m = 0; m < history.settings().directions().size(); m++) {
      observations.add(Observations.read(history, axes, m));
    }
    int complete = observations.getFirst().complete();
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

  private double[] decide(History history, Ask ask, Axes axes, List<Observations> observations) {
    UniformRandomProvider random = ask.seed().stream("gp");
    List<double[]> running = running(history, ask, axes);
    List<Surrogate> surrogates = surrogates(ask.space(), axes, observations);
    double[][] losses = losses(observations);
    Acquisition acquisition =
        surrogates.size() == 1
            ? surrogates.getFirst().improvement(running, random::nextLong)
            : VolumeGain.of(surrogates, axes.areChoices(), losses, running);
    double[] theta = theta(surrogates);
    Search search = new Search(axes, acquisition, theta, axes.fixed(ask.trial()), random);
    List<double[]> known = new ArrayList<>(observations.getFirst().points());
    IntStream best =
        surrogates.size() == 1
            ? observations.getFirst().byLoss()
            : Arrays.stream(Domination.front(losses));
    List<double[]> centres = best.limit(CENTRES).mapToObj(known::get).toList();
    known.addAll(running);
    return search.best(centres, known);
  }

  /** One for each objective. */
  private List<Surrogate> surrogates(
      SearchSpace space, Axes axes, List<Observations> observations) {
    List<Surrogate> surrogates = new ArrayList<>();
    for (int m = 0; m < observations.size(); m++) {
      if (fits.size() <= m) {
        fits.add(new FitCache());
      }
      surrogates.add(fits.get(m).surrogate(space, axes, observations.get(m)));
    }
    return surrogates;
  }

  /** By trial, then by objective. */
  private static double[][] losses(List<Observations> observations) {
    double[][] losses = new double[observations.getFirst().size()][observations.size()];
    for (int m = 0; m < observations.size(); m++) {
      for (int i = 0; i < losses.length; i++) {
        losses[i][m] = observations.get(m).losses()[i];
      }
    }
    return losses;
  }

  /** A coordinate is as short as it is for any objective. */
  private static double[] theta(List<Surrogate> surrogates) {
    double[] theta = surrogates.getFirst().kernel().theta().clone();
    for (Surrogate surrogate : surrogates) {
      Arrays.setAll(theta, k -> Math.max(theta[k], surrogate.kernel().theta()[k]));
    }
    return theta;
  }

  private static List<double[]> running(History history, Ask ask, Axes axes) {
    List<double[]> points = new ArrayList<>();
    for (Trial trial : history.running()) {
      boolean isOther =
          trial.number() != ask.trial().number() && !Observations.hasShownSomething(trial);
      double[] point = isOther ? axes.point(trial) : null;
      if (point != null && points.size() < MAX_RUNNING) {
        points.add(point);
      }
    }
    return points;
  }
}
