package dev.zeroflow.hpo.sampler;

import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.TrialSeed;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spreads trials evenly over the space: trial n takes point n of a scrambled sequence. Parameters
 * outside of the joint space are drawn at random.
 */
public final class QmcSampler implements Sampler {
  private final PointSet points;

  private QmcSampler(PointSet points) {
    this.points = points;
  }

  /** By Sobol's sequence. */
  public static QmcSampler sobol() {
    return new QmcSampler(new SobolPoints());
  }

  /** By Halton's sequence. */
  public static QmcSampler halton() {
    return new QmcSampler(new HaltonPoints());
  }

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    if (ask.space().isEmpty()) {
      return Map.of();
    }
    long seed = TrialSeed.mix(history.settings().seed());
    double[] point = points.point(ask.trial().number(), ask.space().size(), seed);
    Map<String, Parameter> proposal = new LinkedHashMap<>();
    int i = 0;
    for (var axis : ask.space().distributions().entrySet()) {
      Distribution distribution = axis.getValue();
      proposal.put(axis.getKey(), new Parameter(distribution, distribution.fromUnit(point[i++])));
    }
    return proposal;
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    return RandomSampler.draw(ask, name, distribution);
  }
}
