package dev.zeroflow.hpo.bench;

import dev.zeroflow.hpo.pruner.AshaPruner;
import dev.zeroflow.hpo.pruner.Checkpoints;
import dev.zeroflow.hpo.pruner.HyperbandPruner;
import dev.zeroflow.hpo.pruner.PatientPruner;
import dev.zeroflow.hpo.pruner.PercentilePruner;
import dev.zeroflow.hpo.pruner.Pruner;
import dev.zeroflow.hpo.pruner.Rungs;
import dev.zeroflow.hpo.pruner.SuccessiveHalvingPruner;
import dev.zeroflow.hpo.pruner.Verdict;
import dev.zeroflow.hpo.pruner.WilcoxonPruner;
import dev.zeroflow.hpo.sampler.tpe.TpeOptions;
import dev.zeroflow.hpo.sampler.tpe.TpeSampler;
import dev.zeroflow.hpo.study.LiveTrial;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** How much of the work pruners save on learning curves and on folds, and what is still found. */
final class Pruning {
  private static final int TRIALS = 100;
  private static final int EPOCHS = 27;
  private static final int FOLDS = 20;
  private static final Rungs RUNGS = new Rungs(1, 3);
  private static final Map<String, Pruner> EPOCH_PRUNERS = new LinkedHashMap<>();

  static {
    EPOCH_PRUNERS.put("none", Pruner.NONE);
    EPOCH_PRUNERS.put("median", PercentilePruner.median());
    EPOCH_PRUNERS.put("median_warmup5", new PercentilePruner(50, 5, 1, new Checkpoints(5, 1)));
    EPOCH_PRUNERS.put("percentile25", PercentilePruner.of(25));
    EPOCH_PRUNERS.put("patient2_median", new PatientPruner(2, 0, PercentilePruner.median()));
    EPOCH_PRUNERS.put("halving_default", new SuccessiveHalvingPruner(new Rungs(0, 4)));
    EPOCH_PRUNERS.put("halving_1_3", new SuccessiveHalvingPruner(RUNGS));
    EPOCH_PRUNERS.put("hyperband_1_27_3", new HyperbandPruner(RUNGS, EPOCHS));
    EPOCH_PRUNERS.put("asha_1_3", new AshaPruner(RUNGS, EPOCHS));
    EPOCH_PRUNERS.put("asha_3_4", new AshaPruner(new Rungs(3, 4), EPOCHS));
    EPOCH_PRUNERS.put("asha_1_6", new AshaPruner(new Rungs(1, 6), EPOCHS));
    EPOCH_PRUNERS.put("asha_3_6", new AshaPruner(new Rungs(3, 6), EPOCHS));
  }

  private record Result(double used, double best) {}

  private Pruning() {}

  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    String only = args.length > 1 ? args[1] : "";
    EPOCH_PRUNERS.keySet().removeIf(name -> !name.startsWith(only));
    EPOCH_PRUNERS.forEach((name, pruner) -> print(name, seeds, seed -> epochs(pruner, seed)));
    if (!only.isEmpty() && !only.startsWith("folds")) {
      return;
    }
    print("folds_none", seeds, seed -> folds(Pruner.NONE, seed));
    print("folds_median", seeds, seed -> folds(PercentilePruner.median(), seed));
    print("folds_wilcoxon", seeds, seed -> folds(WilcoxonPruner.DEFAULT, seed));
  }

  private interface Run {
    Result of(int seed);
  }

  private static void print(String name, int seeds, Run run) {
    double[] used = new double[seeds];
    double[] best = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      Result result = run.of(seed);
      used[seed] = result.used;
      best[seed] = result.best;
    }
    Arrays.sort(used);
    Arrays.sort(best);
    System.out.printf(
        Locale.ROOT,
        "{\"pruner\":\"%s\",\"used\":%.3f,\"best\":%.4f}%n",
        name,
        used[seeds / 2],
        best[seeds / 2]);
  }

  private static Study study(long seed) {
    return Study.create(StudySettings.minimize(seed), new TpeSampler(TpeOptions.DEFAULT));
  }

  private static Result epochs(Pruner pruner, int seed) {
    Study study = study(seed);
    int used = 0;
    while (true) {
      int number = next(study, pruner);
      if (number < 0) {
        break;
      }
      LiveTrial trial = new LiveTrial(study, number);
      double[] x = new double[6];
      Arrays.setAll(x, i -> trial.suggestFloat("x" + i, 0, 1));
      var reports = study.trial(number).reports();
      int epoch = reports.isEmpty() ? 0 : reports.lastKey();
      Verdict verdict = Verdict.CONTINUE;
      while (epoch < EPOCHS && verdict == Verdict.CONTINUE) {
        epoch++;
        used++;
        trial.report(epoch, curve(x, epoch));
        verdict = epoch < EPOCHS ? pruner.judge(study.history(), study.trial(number)) : verdict;
      }
      switch (verdict) {
        case CONTINUE -> trial.complete(curve(x, EPOCHS));
        case STOP -> study.tell(number, Outcome.pruned());
        case PAUSE -> study.pause(number);
      }
    }
    return new Result((double) used / (TRIALS * EPOCHS), best(study));
  }

  /** The trial that goes on or starts; negative when all have been started and none is promoted. */
  private static int next(Study study, Pruner pruner) {
    if (pruner instanceof AshaPruner asha) {
      var promoted = asha.promotable(study.history());
      if (promoted.isPresent()) {
        study.resume(promoted.get().number());
        return promoted.get().number();
      }
    }
    return study.trials().size() < TRIALS ? study.ask().number() : -1;
  }

  private static Result folds(Pruner pruner, int seed) {
    Study study = study(seed);
    int used = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int n = 0; n < TRIALS; n++) {
      LiveTrial trial = LiveTrial.ask(study);
      double[] x = new double[6];
      Arrays.setAll(x, i -> trial.suggestFloat("x" + i, 0, 1));
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < FOLDS; i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(seed * 1000L + n));
      double sum = 0;
      int seen = 0;
      Verdict verdict = Verdict.CONTINUE;
      while (seen < FOLDS && verdict == Verdict.CONTINUE) {
        double loss = fold(x, order.get(seen));
        sum += loss;
        used++;
        trial.report(order.get(seen++), loss);
        verdict = seen < FOLDS ? pruner.judge(study.history(), study.trial(n)) : verdict;
      }
      trial.complete(sum / seen);
      best = seen == FOLDS ? Math.min(best, sum / seen) : best;
    }
    return new Result((double) used / (TRIALS * FOLDS), best);
  }

  private static double best(Study study) {
    return study.trials().stream()
        .filter(trial -> trial.reports().containsKey(EPOCHS))
        .mapToDouble(trial -> trial.reports().get(EPOCHS).get(0))
        .min()
        .orElse(Double.NaN);
  }

  private static double curve(double[] x, int epoch) {
    return Problems.hartmann(x)
        + 2.5 * Math.exp(-epoch / (2.0 + 8.0 * x[0]))
        + 0.05 * Math.cos(2.4 * epoch + 10.0 * x[1]) / (1 + 0.2 * epoch);
  }

  private static double fold(double[] x, int i) {
    double sum = Arrays.stream(x).sum();
    return Problems.hartmann(x)
        + 0.5 * Math.sin(1.7 * i)
        + 0.3 * Math.sin(37.0 * (i + 1) * sum + i);
  }
}
