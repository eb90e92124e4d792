package dev.zeroflow.hpo.sampler.nsga2;

import dev.zeroflow.hpo.pareto.Domination;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The trials that may have offspring: front by front, those first that have more room around them;
 * those that violate constraints after all others, by how much they do.
 */
final class Elite {
  private Elite() {}

  /**
   * Selects trials.
   *
   * @param trials complete ones in the order of their numbers
   * @param most number of trials to select
   * @return best first
   */
  static List<Trial> of(List<Trial> trials, List<Direction> directions, int most) {
    List<Trial> feasible = trials.stream().filter(Trial::isFeasible).toList();
    List<Trial> elite = new ArrayList<>(ranked(feasible, directions, most));
    trials.stream()
        .filter(trial -> !trial.isFeasible())
        .sorted(Comparator.comparingDouble(trial -> trial.evidence().violation()))
        .limit(Math.max(0, most - elite.size()))
        .forEach(elite::add);
    return elite;
  }

  private static List<Trial> ranked(List<Trial> trials, List<Direction> directions, int most) {
    double[][] losses =
        trials.stream().map(trial -> losses(trial, directions)).toArray(double[][]::new);
    int[] ranks = Domination.ranks(losses, most);
    List<Trial> elite = new ArrayList<>();
    for (int rank = 0; elite.size() < Math.min(most, trials.size()); rank++) {
      for (int index : byRoom(losses, front(ranks, rank))) {
        if (elite.size() < most) {
          elite.add(trials.get(index));
        }
      }
    }
    return elite;
  }

  private static int[] front(int[] ranks, int rank) {
    List<Integer> front = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] == rank) {
        front.add(i);
      }
    }
    return front.stream().mapToInt(i -> i).toArray();
  }

  /** Indices of a front, those in the emptiest surroundings first. */
  private static int[] byRoom(double[][] losses, int[] front) {
    double[] room = room(Arrays.stream(front).mapToObj(i -> losses[i]).toArray(double[][]::new));
    Integer[] places = new Integer[front.length];
    Arrays.setAll(places, i -> i);
    Arrays.sort(places, Comparator.comparingDouble(i -> -room[i]));
    return Arrays.stream(places).mapToInt(i -> front[i]).toArray();
  }

  /**
   * The crowding distance: for each objective, how far apart the neighbours of a point are in
   * relation to the whole front; infinite at its ends.
   */
  static double[] room(double[][] front) {
    double[] room = new double[front.length];
    for (int m = 0; front.length > 0 && m < front[0].length; m++) {
      int objective = m;
      Integer[] order = new Integer[front.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, Comparator.comparingDouble(i -> front[i][objective]));
      int last = order.length - 1;
      double span = front[order[last]][m] - front[order[0]][m];
      for (int i = 0; i <= last; i++) {
        boolean isEnd = i == 0 || i == last;
        room[order[i]] +=
            isEnd
                ? Double.POSITIVE_INFINITY
                : share(front[order[i + 1]][m] - front[order[i - 1]][m], span);
      }
    }
    return room;
  }

  /** Infinite losses take no part. */
  private static double share(double gap, double span) {
    return span > 0 && Double.isFinite(span) ? gap / span : 0;
  }

  private static double[] losses(Trial trial, List<Direction> directions) {
    double[] losses = new double[directions.size()];
    for (int m = 0; m < losses.length; m++) {
      losses[m] = directions.get(m).toLoss(trial.values().get(m));
    }
    return losses;
  }
}
