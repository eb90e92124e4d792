package dev.zeroflow.hpo.sampler;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.NumericDistribution;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Visits every combination of values once, whatever parameters the combinations turn out to have;
 * combinations that are under way are left alone while there are others.
 */
public final class BruteForceSampler implements Sampler {
  /** Most values of one parameter. */
  public static final int MAX_VALUES = 10_000;

  private final ValueTree tree = new ValueTree();
  private int read;

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    return Map.of();
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    read(history);
    double[] values = values(name, distribution);
    List<Parameter> path = List.copyOf(ask.trial().parameters().values());
    double[] free = free(values, history, ask, path);
    if (free.length == 0) {
      free = undone(values, tree.find(path));
    }
    double[] open = free.length == 0 ? values : free;
    return open[ask.seed().stream(name).nextInt(open.length)];
  }

  @Override
  public boolean isExhausted(History history) {
    read(history);
    return tree.isDone();
  }

  private double[] free(double[] values, History history, Ask ask, List<Parameter> path) {
    List<Trial> others = new ArrayList<>(history.running());
    others.removeIf(trial -> trial.number() == ask.trial().number());
    others.forEach(trial -> tree.count(trial.parameters().values().iterator(), 1));
    double[] free = undone(values, tree.find(path));
    others.forEach(trial -> tree.count(trial.parameters().values().iterator(), -1));
    return free;
  }

  private void read(History history) {
    List<Trial> finished = history.finished();
    for (; read < finished.size(); read++) {
      if (finished.get(read).state().isTold()) {
        tree.count(finished.get(read).parameters().values().iterator(), 1);
      }
    }
  }

  private static double[] undone(double[] values, @Nullable ValueTree place) {
    DoublePredicate isOpen = value -> place == null || !place.isDone(value);
    return Arrays.stream(values).filter(isOpen).toArray();
  }

  private static double[] values(String name, Distribution distribution) {
    long count = distribution.cardinality();
    if (count == 0 || count > MAX_VALUES) {
      throw new HpoException(
          Problem.UNSUPPORTED_SPACE,
          "brute force needs 1 to %d values of '%s'".formatted(MAX_VALUES, name));
    }
    double[] values = new double[(int) count];
    for (int i = 0; i < count; i++) {
      values[i] =
          distribution instanceof NumericDistribution range
              ? Math.min(range.lowest() + i * range.spacing(), range.highest())
              : i;
    }
    return values;
  }
}
