package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.pruner.AshaPruner;
import dev.zeroflow.hpo.pruner.Checkpoints;
import dev.zeroflow.hpo.pruner.HyperbandPruner;
import dev.zeroflow.hpo.pruner.PatientPruner;
import dev.zeroflow.hpo.pruner.PercentilePruner;
import dev.zeroflow.hpo.pruner.Pruner;
import dev.zeroflow.hpo.pruner.Rungs;
import dev.zeroflow.hpo.pruner.SuccessiveHalvingPruner;
import dev.zeroflow.hpo.pruner.ThresholdPruner;
import dev.zeroflow.hpo.pruner.WilcoxonPruner;
import java.util.List;

/** The pruners by their names. */
public final class Pruners {
  /** What can be chosen, the default first. */
  public static final List<String> NAMES =
      List.of(
          "none", "median", "percentile", "halving", "asha", "hyperband", "threshold", "wilcoxon");

  private static final int STARTUP_TRIALS = 5;
  private static final double MEDIAN = 50;
  private static final int FACTOR = 3;
  private static final int LAST_STEP = 100;

  private Pruners() {}

  /** The pruner; with the option {@code patience}, one that waits for that many reports. */
  static Pruner of(Choice choice) {
    var options = new Options(choice);
    int patience = options.whole("patience", -1);
    Pruner pruner = named(choice.name(), options);
    return options.done(
        patience < 0 ? pruner : new PatientPruner(patience, options.number("minDelta", 0), pruner));
  }

  private static Pruner named(String name, Options options) {
    return switch (name) {
      case "none" -> Pruner.NONE;
      case "median" -> percentile(options, MEDIAN);
      case "percentile" -> percentile(options, options.number("percentile", MEDIAN / 2));
      case "halving" -> new SuccessiveHalvingPruner(rungs(options, 0));
      case "asha" -> new AshaPruner(rungs(options, 1), options.whole("lastStep", LAST_STEP));
      case "hyperband" ->
          new HyperbandPruner(rungs(options, 1), options.whole("lastStep", LAST_STEP));
      case "threshold" ->
          new ThresholdPruner(
              options.number("lower", Double.NEGATIVE_INFINITY),
              options.number("upper", Double.POSITIVE_INFINITY),
              options.whole("objective", 0),
              checkpoints(options));
      case "wilcoxon" ->
          new WilcoxonPruner(
              options.number("threshold", WilcoxonPruner.DEFAULT.threshold()),
              options.whole("startupSteps", WilcoxonPruner.DEFAULT.startupSteps()));
      default -> throw Options.bad("there is no pruner %s; there are %s".formatted(name, NAMES));
    };
  }

  private static Pruner percentile(Options options, double percentile) {
    return new PercentilePruner(
        percentile,
        options.whole("startupTrials", STARTUP_TRIALS),
        options.whole("minTrials", 1),
        checkpoints(options));
  }

  private static Checkpoints checkpoints(Options options) {
    return new Checkpoints(options.whole("warmUpSteps", 0), options.whole("interval", 1));
  }

  private static Rungs rungs(Options options, int first) {
    return new Rungs(options.whole("firstStep", first), options.whole("factor", FACTOR));
  }
}
