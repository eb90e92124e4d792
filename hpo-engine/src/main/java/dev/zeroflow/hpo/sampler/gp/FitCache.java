package dev.zeroflow.hpo.sampler.gp;

import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The surrogates of a study, each worked out once.
 *
 * <p>A thorough fit takes long. There is one for the first 6, 7, 9, 11, ... trials by number, and a
 * few steps take it to all of them: a function of the trials alone, most of which stays known from
 * one proposal to the next.
 */
final class FitCache {
  private static final double GROWTH = 1.25;

  /** Most trials of a model. */
  private static final int MOST_POINTS = 400;

  /** Most squared distances that a fit keeps. */
  private static final double MOST_PAIRS = 4e6;

  /** What a result depends on. */
  private record Key(SearchSpace space, List<Integer> numbers, List<Double> losses) {}

  private @Nullable Key fitted;
  private @Nullable KernelFit fit;
  private @Nullable Key modelled;
  private @Nullable Surrogate surrogate;

  /** The surrogate that fits these observations, or the part of them that there is time for. */
  Surrogate surrogate(SearchSpace space, Axes axes, Observations all) {
    int most = (int) Math.min(MOST_POINTS, Math.sqrt(2 * MOST_PAIRS / axes.size()));
    Observations observations = all.limited(most);
    Key key = key(space, observations);
    if (surrogate == null || !key.equals(modelled)) {
      surrogate = compute(space, axes, observations);
      modelled = key;
    }
    return surrogate;
  }

  private Surrogate compute(SearchSpace space, Axes axes, Observations observations) {
    Points points = new Points(observations.points(), axes.areChoices());
    KernelFit thorough = thorough(space, axes, observations.at(first(observations.size())));
    KernelFit refined = thorough.refined(points, observations.losses());
    Targets targets = Targets.of(observations.losses(), refined.quantile());
    return Surrogate.of(refined.kernel(), points, targets.values(), targets.scale());
  }

  private KernelFit thorough(SearchSpace space, Axes axes, Observations observations) {
    Key key = key(space, observations);
    if (fit == null || !key.equals(fitted)) {
      Points points = new Points(observations.points(), axes.areChoices());
      fit = KernelFit.search(points, observations.losses());
      fitted = key;
    }
    return fit;
  }

  private static int[] first(int size) {
    double count = GpSampler.STARTUP_TRIALS;
    while (count * GROWTH <= size) {
      count *= GROWTH;
    }
    return IntStream.range(0, Math.min(size, (int) count)).toArray();
  }

  private static Key key(SearchSpace space, Observations observations) {
    return new Key(
        space,
        observations.trials().stream().map(Trial::number).toList(),
        Arrays.stream(observations.losses()).boxed().toList());
  }
}
