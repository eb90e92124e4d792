package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.analysis.HypervolumeCurve;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Volume that samplers dominate on ZDT1 with six parameters; the true front has 11.767. */
final class MultiObjective {
  private static final int[] MARKS = {50, 100, 200};
  private static final StudySettings SETTINGS =
      new StudySettings(List.of(Direction.MINIMIZE, Direction.MINIMIZE), 0);

  private MultiObjective() {}

  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[1]);
    for (String name : args[0].split(",")) {
      double[][] volumes = new double[MARKS.length][seeds];
      long start = System.nanoTime();
      for (int seed = 0; seed < seeds; seed++) {
        List<HypervolumeCurve.Point> curve = run(Bench.sampler(name), seed);
        for (int i = 0; i < MARKS.length; i++) {
          volumes[i][seed] = curve.get(MARKS[i] - 1).volume();
        }
      }
      Arrays.stream(volumes).forEach(Arrays::sort);
      System.out.printf(
          Locale.ROOT,
          "{\"sampler\":\"%s\",\"50\":%.3f,\"100\":%.3f,\"200\":%.3f,\"s_per_run\":%.3f}%n",
          name,
          volumes[0][seeds / 2],
          volumes[1][seeds / 2],
          volumes[2][seeds / 2],
          (System.nanoTime() - start) / 1e9 / seeds);
    }
  }

  private static List<HypervolumeCurve.Point> run(Sampler sampler, long seed) {
    Study study = Study.create(new StudySettings(SETTINGS.directions(), seed), sampler);
    for (int i = 0; i < MARKS[MARKS.length - 1]; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double x = trial.suggestFloat("x0", 0, 1);
      double g = 1;
      for (int j = 1; j < 6; j++) {
        g += 9 * trial.suggestFloat("x" + j, 0, 1) / 5;
      }
      trial.complete(x, g * (1 - Math.sqrt(x / g)));
    }
    return HypervolumeCurve.of(study.history(), Values.of(1.1, 11));
  }
}
