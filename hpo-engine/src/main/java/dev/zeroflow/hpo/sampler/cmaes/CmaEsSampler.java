package dev.zeroflow.hpo.sampler.cmaes;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import java.util.HashMap;
import java.util.Map;

/**
 * Proposes draws from a normal distribution that moves, grows and turns to where results are good:
 * for long studies of numbers. Whole numbers never freeze, and a search that gets nowhere starts
 * anew with twice the population. Choices, and parameters outside of the joint space, are drawn at
 * random.
 */
public final class CmaEsSampler implements Sampler {
  /** More dimensions would take too long to decompose. */
  public static final int MAX_DIMENSIONS = 200;

  private static final int MAX_CUBES = 16;

  private final int warmup;
  private final Map<Cube, Generations> generations = new HashMap<>();

  /**
   * A sampler for one study.
   *
   * @param warmup so many complete trials, whoever has proposed them, only say where to start
   */
  public CmaEsSampler(int warmup) {
    if (warmup < 0) {
      throw new HpoException(Problem.INVALID_OPTION, "a warm-up is not negative: " + warmup);
    }
    this.warmup = warmup;
  }

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    Cube cube = Cube.of(ask.space());
    if (cube.size() == 0 || cube.size() > MAX_DIMENSIONS) {
      return Map.of();
    }
    if (generations.size() >= MAX_CUBES) {
      generations.clear();
    }
    Run run = generations.computeIfAbsent(cube, key -> new Generations(key, warmup)).run(history);
    return cube.parameters(run.draw(ask.seed().stream("cmaes")));
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    return RandomSampler.draw(ask, name, distribution);
  }
}
