package dev.zeroflow.hpo.sampler;

import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import java.util.Map;

/** Draws every parameter on its own, evenly on its scale, and learns nothing. */
public final class RandomSampler implements Sampler {

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    return Map.of();
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    return draw(ask, name, distribution);
  }

  /** The draw of this trial for this name, whatever was drawn before. */
  public static double draw(Ask ask, String name, Distribution distribution) {
    return distribution.fromUnit(ask.seed().stream(name).nextDouble());
  }
}
