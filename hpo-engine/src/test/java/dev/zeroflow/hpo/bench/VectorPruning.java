package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.analysis.HypervolumeCurve;
import dev.zeroflow.hpo.pruner.Checkpoints;
import dev.zeroflow.hpo.pruner.HyperbandPruner;
import dev.zeroflow.hpo.pruner.PercentilePruner;
import dev.zeroflow.hpo.pruner.Pruner;
import dev.zeroflow.hpo.pruner.Rungs;
import dev.zeroflow.hpo.pruner.SuccessiveHalvingPruner;
import dev.zeroflow.hpo.pruner.Verdict;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much of the work pruners save on ZDT1 whose two values are learned epoch by epoch. */
final class VectorPruning {
  private static final int TRIALS = 200;
  private static final int EPOCHS = 27;
  private static final List<Direction> DIRECTIONS = List.of(Direction.MINIMIZE, Direction.MINIMIZE);

  private VectorPruning() {}

  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    Map<String, Pruner> pruners = new LinkedHashMap<>();
    pruners.put("none", Pruner.NONE);
    pruners.put("median", PercentilePruner.median());
    pruners.put("percentile25", PercentilePruner.of(25));
    pruners.put("percentile10_warmup3", new PercentilePruner(10, 5, 1, new Checkpoints(3, 1)));
    pruners.put("halving_3_3", new SuccessiveHalvingPruner(new Rungs(3, 3)));
    pruners.put("hyperband_1_27_3", new HyperbandPruner(new Rungs(1, 3), EPOCHS));
    pruners.forEach(
        (name, pruner) -> {
          double[] used = new double[seeds];
          double[] volumes = new double[seeds];
          for (int seed = 0; seed < seeds; seed++) {
            Study study = run(pruner, seed);
            used[seed] = study.trials().stream().mapToInt(trial -> trial.reports().size()).sum();
            List<HypervolumeCurve.Point> curve =
                HypervolumeCurve.of(study.history(), Values.of(1.1, 11));
            volumes[seed] = curve.getLast().volume();
          }
          Arrays.sort(used);
          Arrays.sort(volumes);
          System.out.printf(
              Locale.ROOT,
              "{\"pruner\":\"%s\",\"used\":%.3f,\"volume\":%.3f}%n",
              name,
              used[seeds / 2] / (TRIALS * EPOCHS),
              volumes[seeds / 2]);
        });
  }

  private static Study run(Pruner pruner, int seed) {
    Study study = Study.create(new StudySettings(DIRECTIONS, seed), Bench.sampler("tpe"));
    for (int n = 0; n < TRIALS; n++) {
      LiveTrial trial = LiveTrial.ask(study);
      double[] x = new double[6];
      Arrays.setAll(x, i -> trial.suggestFloat("x" + i, 0, 1));
      Verdict verdict = Verdict.CONTINUE;
      for (int epoch = 1; epoch <= EPOCHS && verdict == Verdict.CONTINUE; epoch++) {
        trial.report(epoch, values(x, epoch));
        verdict = epoch < EPOCHS ? pruner.judge(study.history(), study.trial(n)) : verdict;
      }
      study.tell(
          n, verdict == Verdict.STOP ? Outcome.pruned() : Outcome.completed(values(x, EPOCHS)));
    }
    return study;
  }

  /** Both values come down to their own, at a speed that depends on the parameters. */
  private static double[] values(double[] x, int epoch) {
    double g = 1 + 9 * (Arrays.stream(x).sum() - x[0]) / 5;
    double rest = Math.exp(-epoch / (2.0 + 4.0 * x[1]));
    return new double[] {x[0] + 0.5 * rest, g * (1 - Math.sqrt(x[0] / g)) + 2.5 * rest};
  }
}
