package dev.zeroflow.hpo.analysis;

import dev.zeroflow.hpo.pareto.Domination;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The best of the complete trials that violate no constraint. */
public final class BestTrials {
  private BestTrials() {}

  /**
   * Trials that no other is better than, in the order of their numbers: with one objective all that
   * have the best value.
   */
  public static List<Trial> front(History history) {
    List<Trial> trials = Candidates.feasible(history);
    int[] front = Domination.front(Candidates.losses(history, trials));
    return Arrays.stream(front).mapToObj(trials::get).toList();
  }

  /**
   * Each trial that was better in the first objective than all with smaller numbers; the last one
   * is the best.
   */
  public static List<Trial> incumbents(History history) {
    List<Trial> trials = Candidates.feasible(history);
    double[][] losses = Candidates.losses(history, trials);
    List<Trial> incumbents = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < losses.length; i++) {
      if (losses[i][0] < best) {
        best = losses[i][0];
        incumbents.add(trials.get(i));
      }
    }
    return incumbents;
  }
}
