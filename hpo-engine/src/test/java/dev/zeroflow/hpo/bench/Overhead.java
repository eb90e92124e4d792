package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.sampler.tpe.TpeOptions;
import dev.zeroflow.hpo.sampler.tpe.TpeSampler;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** CPU time of ask, ten suggests and tell around an objective that costs nothing. */
final class Overhead {
  private static final List<Integer> MARKS = List.of(100, 1_000, 2_000, 5_000);
  private static final int WARM_UP = 300;

  private Overhead() {}

  public static void main(String[] args) {
    run(5_000, false);
    run(WARM_UP, true);
    run(5_000, false);
  }

  private static void run(int trials, boolean isQuiet) {
    Study study = Study.create(StudySettings.minimize(0), new TpeSampler(TpeOptions.DEFAULT));
    double[] asks = new double[trials];
    double start = cpuSeconds();
    for (int i = 0; i < trials; i++) {
      long before = System.nanoTime();
      LiveTrial trial = LiveTrial.ask(study);
      double value = objective(trial);
      asks[i] = (System.nanoTime() - before) / 1e6;
      trial.complete(value);
      if (!isQuiet && MARKS.contains(i + 1)) {
        double[] last = Arrays.copyOfRange(asks, i - 99, i + 1);
        Arrays.sort(last);
        System.out.printf(
            Locale.ROOT,
            "{\"trials\":%d,\"cpu_s\":%.3f,\"median_ms\":%.3f,\"p99_ms\":%.3f}%n",
            i + 1,
            cpuSeconds() - start,
            last[50],
            last[98]);
      }
    }
    if (!isQuiet) {
      rebuild(study);
    }
  }

  private static void rebuild(Study study) {
    double start = cpuSeconds();
    StudySettings settings = study.history().settings();
    Study rebuilt = Study.restore(settings, new TpeSampler(TpeOptions.DEFAULT), study.trials());
    objective(LiveTrial.ask(rebuilt));
    System.out.printf(Locale.ROOT, "{\"rebuild_cpu_s\":%.3f}%n", cpuSeconds() - start);
  }

  private static double objective(LiveTrial trial) {
    double value = 0;
    for (int i = 0; i < 5; i++) {
      double x = trial.suggestFloat("u" + i, -5, 5) - i;
      value += x * x;
    }
    for (int i = 0; i < 2; i++) {
      double x = Math.log10(trial.suggestLogFloat("l" + i, 1e-5, 1e-1));
      value += x * x;
    }
    for (int i = 0; i < 2; i++) {
      value += trial.suggestInt("i" + i, 1, 64);
    }
    return value + trial.suggestText("c", "a", "bb", "ccc", "dddd").length();
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
