package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/** What is lost, and what is gained, if several workers try at once; their clock is simulated. */
final class Parallel {
  private static final List<String> PROBLEMS =
      List.of("branin2", "hartmann6", "rosenbrock5", "mixed8");

  private record Flight(double end, int number, double value) {}

  private record Run(double regret, double makespan) {}

  private Parallel() {}

  /** {@code Parallel <sampler> <workers> <seeds>}. */
  public static void main(String[] args) {
    int workers = Integer.parseInt(args[1]);
    int seeds = Integer.parseInt(args[2]);
    for (Problem problem : Problems.ALL) {
      if (PROBLEMS.contains(problem.name())) {
        double[] serial = new double[seeds];
        double[] parallel = new double[seeds];
        double[] makespans = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
          serial[seed] = run(problem, args[0], 1, seed).regret;
          Run run = run(problem, args[0], workers, seed);
          parallel[seed] = run.regret;
          makespans[seed] = run.makespan;
        }
        System.out.printf(
            Locale.ROOT,
            "{\"problem\":\"%s\",\"serial\":%.5g,\"parallel\":%.5g,\"makespan\":%.2f}%n",
            problem.name(),
            median(serial),
            median(parallel),
            median(makespans));
      }
    }
  }

  private static Run run(Problem problem, String sampler, int workers, int seed) {
    Study study = Study.create(StudySettings.minimize(seed), Bench.sampler(sampler));
    Random clock = new Random(10_000 + seed);
    PriorityQueue<Flight> flights = new PriorityQueue<>(Comparator.comparingDouble(Flight::end));
    double now = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int told = 0; told < problem.trials(); told++) {
      while (flights.size() < workers && study.trials().size() < problem.trials()) {
        LiveTrial trial = LiveTrial.ask(study);
        double value = problem.objective().applyAsDouble(trial);
        double duration = Math.exp(-0.125 + 0.5 * clock.nextGaussian());
        flights.add(new Flight(now + duration, trial.number(), value));
      }
      Flight landed = flights.remove();
      now = landed.end;
      new LiveTrial(study, landed.number).complete(landed.value);
      best = Math.min(best, landed.value - problem.optimum());
    }
    return new Run(best, now);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
