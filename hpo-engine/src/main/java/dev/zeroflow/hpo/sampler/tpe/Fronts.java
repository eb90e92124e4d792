package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.pareto.Domination;
import dev.zeroflow.hpo.pareto.Subset;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which of several complete trials are good when there are several objectives. */
final class Fronts {
  /** Stands for infinity, which no volume can be reckoned with. */
  private static final double HUGE = 1e100;

  private Fronts() {}

  /**
   * The first fronts, as long as they fit in whole, and of the next one the trials that together
   * dominate most.
   *
   * @param trials complete ones in the order of their numbers
   * @return numbers of the best trials
   */
  static int[] best(List<Trial> trials, List<Direction> directions, int count) {
    double[][] losses =
        trials.stream().map(trial -> losses(trial, directions)).toArray(double[][]::new);
    int[] ranks = Domination.ranks(losses, count);
    int[] best = new int[count];
    int size = 0;
    for (int rank = 0; size < count; rank++) {
      int[] front = withRank(ranks, rank);
      int[] fitting = fitting(losses, front, count - size);
      for (int index : fitting) {
        best[size++] = trials.get(index).number();
      }
    }
    return best;
  }

  private static int[] fitting(double[][] losses, int[] front, int room) {
    if (front.length <= room) {
      return front;
    }
    double[][] points = Arrays.stream(front).mapToObj(i -> losses[i]).toArray(double[][]::new);
    int[] picked = Subset.greedy(points, room, Subset.reference(points));
    return Arrays.stream(picked).map(i -> front[i]).toArray();
  }

  private static int[] withRank(int[] ranks, int rank) {
    return IntStream.range(0, ranks.length).filter(i -> ranks[i] == rank).toArray();
  }

  private static double[] losses(Trial trial, List<Direction> directions) {
    double[] losses = new double[directions.size()];
    Arrays.setAll(
        losses, i -> Math.clamp(directions.get(i).toLoss(trial.values().get(i)), -HUGE, HUGE));
    return losses;
  }
}
