package dev.zeroflow.hpo.sampler;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialSeed;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Visits every combination of some values once, in an order that the study's seed shuffles: first
 * those that nobody has, then those that failed, then those under way, then all over again.
 * Parameters that are no axis of the grid are drawn at random.
 */
public final class GridSampler implements Sampler {
  /** Most combinations. */
  public static final int MAX_POINTS = 1_000_000;

  private final SortedMap<String, CategoricalDistribution> axes = new TreeMap<>();
  private final BitSet visited = new BitSet();
  private final BitSet told = new BitSet();
  private final int size;
  private int read;
  private int @Nullable [] order;

  /**
   * A grid.
   *
   * @param values by parameter
   */
  public GridSampler(Map<String, ? extends List<? extends @Nullable Object>> values) {
    long points = 1;
    for (var axis : values.entrySet()) {
      CategoricalDistribution choices = CategoricalDistribution.of(axis.getValue().toArray());
      axes.put(axis.getKey(), choices);
      points *= choices.cardinality();
      if (points > MAX_POINTS) {
        throw new HpoException(
            Problem.LIMIT_EXCEEDED, "a grid has at most %d points".formatted(MAX_POINTS));
      }
    }
    size = (int) points;
  }

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    read(history);
    BitSet running = new BitSet();
    history.running().forEach(trial -> mark(running, trial));
    BitSet taken = union(visited, running);
    if (taken.cardinality() == size) {
      taken = union(told, running);
    }
    if (taken.cardinality() == size) {
      taken = told;
    }
    return point(next(order(history), taken, ask.trial().number()));
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    if (axes.containsKey(name)) {
      throw new HpoException(
          Problem.VALUE_OUT_OF_RANGE,
          "the grid has values for '%s' that are not in %s".formatted(name, distribution));
    }
    return RandomSampler.draw(ask, name, distribution);
  }

  @Override
  public boolean isExhausted(History history) {
    read(history);
    return visited.cardinality() == size;
  }

  private void read(History history) {
    List<Trial> finished = history.finished();
    for (; read < finished.size(); read++) {
      mark(visited, finished.get(read));
      if (finished.get(read).state().isTold()) {
        mark(told, finished.get(read));
      }
    }
  }

  private int[] order(History history) {
    if (order == null) {
      order = shuffle(new TrialSeed(history.settings().seed(), -1).stream("grid"));
    }
    return order;
  }

  private int[] shuffle(UniformRandomProvider random) {
    int[] shuffled = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      shuffled[i] = shuffled[j];
      shuffled[j] = i;
    }
    return shuffled;
  }

  private int next(int[] shuffled, BitSet taken, int number) {
    for (int point : shuffled) {
      if (!taken.get(point)) {
        return point;
      }
    }
    return shuffled[number % size];
  }

  private static BitSet union(BitSet some, BitSet more) {
    BitSet union = (BitSet) some.clone();
    union.or(more);
    return union;
  }

  private Map<String, Parameter> point(int index) {
    Map<String, Parameter> point = new LinkedHashMap<>();
    int rest = index;
    for (var axis : axes.entrySet()) {
      int length = (int) axis.getValue().cardinality();
      point.put(axis.getKey(), new Parameter(axis.getValue(), rest % length));
      rest /= length;
    }
    return point;
  }

  private void mark(BitSet points, Trial trial) {
    int index = 0;
    int stride = 1;
    for (var axis : axes.entrySet()) {
      Parameter parameter = trial.assignment().find(axis.getKey());
      int place = parameter == null ? -1 : place(axis.getValue().choices(), parameter.value());
      if (place < 0) {
        return;
      }
      index += stride * place;
      stride *= (int) axis.getValue().cardinality();
    }
    points.set(index);
  }

  /** A whole number of the grid may have become a real one of the trial. */
  private static int place(List<@Nullable Object> choices, @Nullable Object value) {
    for (int i = 0; i < choices.size(); i++) {
      Object choice = choices.get(i);
      if (Objects.equals(choice, value)
          || (choice instanceof Number number
              && value instanceof Number other
              && number.doubleValue() == other.doubleValue())) {
        return i;
      }
    }
    return -1;
  }
}
