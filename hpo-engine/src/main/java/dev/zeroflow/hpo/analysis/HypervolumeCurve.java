package dev.zeroflow.hpo.analysis;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.pareto.Hypervolume;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.Values;
import java.util.ArrayList;
import java.util.List;

/** How the volume that a study dominates has grown. */
public final class HypervolumeCurve {

  /**
   * The volume after a trial.
   *
   * @param trial its number
   * @param volume dominated by it and all with smaller numbers
   */
  public record Point(int trial, double volume) {}

  private HypervolumeCurve() {}

  /**
   * One point for each complete trial that violates no constraint.
   *
   * @param reference values beyond which a trial counts for nothing, one for each objective, finite
   */
  public static List<Point> of(History history, Values reference) {
    if (reference.size() != history.settings().directions().size()) {
      throw new HpoException(
          Problem.WRONG_VALUE_COUNT, "the reference has a value for each objective");
    }
    double[] worst = reference.toLosses(history.settings().directions());
    List<Trial> trials = Candidates.feasible(history);
    double[][] losses = Candidates.losses(history, trials);
    List<double[]> useful = new ArrayList<>();
    List<Point> curve = new ArrayList<>();
    double volume = 0;
    for (int i = 0; i < losses.length; i++) {
      double gain = Hypervolume.contribution(losses[i], useful, worst);
      if (gain > 0) {
        useful.add(losses[i]);
        volume += gain;
      }
      curve.add(new Point(trials.get(i).number(), volume));
    }
    return curve;
  }
}
