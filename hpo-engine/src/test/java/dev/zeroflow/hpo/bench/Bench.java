package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.sampler.QmcSampler;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.auto.AutoSampler;
import dev.zeroflow.hpo.sampler.cmaes.CmaEsSampler;
import dev.zeroflow.hpo.sampler.gp.GpSampler;
import dev.zeroflow.hpo.sampler.nsga2.Nsga2Sampler;
import dev.zeroflow.hpo.sampler.tpe.TpeOptions;
import dev.zeroflow.hpo.sampler.tpe.TpeSampler;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs samplers on the reference problems and prints one line of JSON for each pair: quartiles of
 * the regret after some trials, and the regret of every run at its end.
 *
 * <p>{@code Bench <samplers> <seeds> [<problems> [<folder>]]}: lists with commas; {@code all} is
 * all problems; the folder has the tables of the real ones.
 */
final class Bench {
  private static final Map<String, Supplier<Sampler>> SAMPLERS = new LinkedHashMap<>();

  static {
    SAMPLERS.put("random", RandomSampler::new);
    SAMPLERS.put("sobol", QmcSampler::sobol);
    SAMPLERS.put("halton", QmcSampler::halton);
    SAMPLERS.put("tpe", () -> new TpeSampler(TpeOptions.DEFAULT));
    SAMPLERS.put("gp", GpSampler::new);
    SAMPLERS.put("cmaes", () -> new CmaEsSampler(0));
    SAMPLERS.put("nsga2", () -> new Nsga2Sampler(Nsga2Sampler.POPULATION));
    SAMPLERS.put("auto", AutoSampler::new);
    SAMPLERS.put("tpe_independent", () -> new TpeSampler(new TpeOptions(10, 24, false, true)));
  }

  private Bench() {}

  public static void main(String[] args) {
    List<Problem> problems = new ArrayList<>(Problems.ALL);
    if (args.length > 3) {
      problems.addAll(Tables.in(Path.of(args[3])));
    }
    if (args.length > 2 && !args[2].equals("all")) {
      List<String> names = List.of(args[2].split(","));
      problems.removeIf(problem -> !names.contains(problem.name()));
    }
    for (Problem problem : problems) {
      for (String sampler : args[0].split(",")) {
        System.out.println(line(problem, sampler, Integer.parseInt(args[1])));
      }
    }
  }

  static Sampler sampler(String name) {
    return SAMPLERS.get(name).get();
  }

  private static String line(Problem problem, String sampler, int seeds) {
    int[] marks = problem.marks();
    double[][] regrets = new double[marks.length][seeds];
    for (int seed = 0; seed < seeds; seed++) {
      double[] run = run(problem, sampler(sampler), seed);
      for (int i = 0; i < marks.length; i++) {
        regrets[i][seed] = run[marks[i] - 1];
      }
    }
    StringBuilder line = new StringBuilder();
    line.append("{\"problem\":\"%s\",\"sampler\":\"%s\"".formatted(problem.name(), sampler));
    for (int i = 0; i < marks.length; i++) {
      line.append(",\"%d\":%s".formatted(marks[i], quartiles(regrets[i])));
    }
    return line.append(",\"runs\":").append(json(regrets[marks.length - 1])).append('}').toString();
  }

  /** Smallest regret after each trial. */
  private static double[] run(Problem problem, Sampler sampler, long seed) {
    Study study = Study.create(StudySettings.minimize(seed), sampler);
    double[] best = new double[problem.trials()];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < best.length; i++) {
      LiveTrial trial = LiveTrial.ask(study);
      double value = problem.objective().applyAsDouble(trial);
      trial.complete(value);
      least = Math.min(least, value - problem.optimum());
      best[i] = least;
    }
    return best;
  }

  private static String quartiles(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return json(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static String json(double... values) {
    return Arrays.stream(values)
        .mapToObj(value -> String.format(Locale.ROOT, "%.6g", value))
        .toList()
        .toString();
  }
}
