package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.auto.AutoSampler;
import dev.zeroflow.hpo.sampler.cmaes.CmaEsSampler;
import dev.zeroflow.hpo.sampler.gp.GpSampler;
import dev.zeroflow.hpo.sampler.tpe.TpeOptions;
import dev.zeroflow.hpo.sampler.tpe.TpeSampler;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Prints the median regret of samplers after 25, 50 and 100 trials: {@code WorkerBench samplers
 * seeds workers problems}, where lists are separated by commas.
 */
final class WorkerBench {
  private static final int[] CHECKPOINTS = {25, 50, 100};
  private static final Map<String, Supplier<Sampler>> SAMPLERS =
      Map.of(
          "random", RandomSampler::new,
          "tpe", () -> new TpeSampler(TpeOptions.DEFAULT),
          "gp", GpSampler::new,
          "cmaes", () -> new CmaEsSampler(0),
          "auto", AutoSampler::new);

  private record Flight(double end, LiveTrial trial, double regret) {}

  private WorkerBench() {}

  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[1]);
    int workers = Integer.parseInt(args[2]);
    for (String name : args[3].split(",")) {
      Problem problem = Problems.named(name);
      for (String sampler : args[0].split(",")) {
        long start = System.nanoTime();
        double[][] runs = new double[seeds][];
        for (int seed = 0; seed < seeds; seed++) {
          runs[seed] = run(problem, SAMPLERS.get(sampler).get(), seed, workers);
        }
        double millis = (System.nanoTime() - start) / 1e6 / seeds / 100;
        System.out.printf(
            "%-18s %-8s %s %8.2f ms%n", problem.name(), sampler, quartiles(runs), millis);
      }
    }
  }

  private static String quartiles(double[][] runs) {
    StringBuilder line = new StringBuilder();
    for (int checkpoint : CHECKPOINTS) {
      double[] best =
          Arrays.stream(runs).mapToDouble(run -> run[checkpoint - 1]).sorted().toArray();
      int n = best.length;
      line.append(
          "%10.3g (%9.2g..%9.2g)"
              .formatted((best[(n - 1) / 2] + best[n / 2]) / 2, best[n / 4], best[3 * n / 4]));
    }
    return line.toString();
  }

  /** Best regret after each trial; workers are virtual and take log-normal times. */
  private static double[] run(Problem problem, Sampler sampler, int seed, int workers) {
    Study study = Study.create(StudySettings.minimize(seed), sampler);
    Random clock = new Random(10_000 + seed);
    List<Flight> flights = new ArrayList<>();
    double[] best = new double[100];
    double now = 0;
    for (int told = 0, asked = 0; told < best.length; told++) {
      for (; flights.size() < workers && asked < best.length; asked++) {
        LiveTrial trial = LiveTrial.ask(study);
        double duration = Math.exp(0.5 * clock.nextGaussian() - 0.125);
        flights.add(
            new Flight(
                now + duration,
                trial,
                problem.objective().applyAsDouble(trial) - problem.optimum()));
      }
      flights.sort((a, b) -> Double.compare(a.end, b.end));
      Flight next = flights.removeFirst();
      now = next.end;
      next.trial.complete(next.regret);
      best[told] = told == 0 ? next.regret : Math.min(best[told - 1], next.regret);
    }
    return best;
  }
}
