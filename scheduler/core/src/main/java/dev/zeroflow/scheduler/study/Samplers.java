package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.sampler.BruteForceSampler;
import dev.zeroflow.hpo.sampler.GridSampler;
import dev.zeroflow.hpo.sampler.QmcSampler;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.auto.AutoSampler;
import dev.zeroflow.hpo.sampler.cmaes.CmaEsSampler;
import dev.zeroflow.hpo.sampler.gp.GpSampler;
import dev.zeroflow.hpo.sampler.nsga2.Nsga2Sampler;
import dev.zeroflow.hpo.sampler.tpe.TpeOptions;
import dev.zeroflow.hpo.sampler.tpe.TpeSampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The samplers by their names. */
public final class Samplers {
  /** What can be chosen, the default first. */
  public static final List<String> NAMES =
      List.of("auto", "tpe", "gp", "cmaes", "nsga2", "random", "grid", "brute", "sobol", "halton");

  private Samplers() {}

  /** A new sampler for one study. */
  static Sampler of(Choice choice, @Nullable SearchSpace space) {
    var options = new Options(choice);
    return switch (choice.name()) {
      case "auto" -> options.done(new AutoSampler());
      case "tpe" -> options.done(tpe(options));
      case "gp" -> options.done(new GpSampler());
      case "cmaes" -> options.done(new CmaEsSampler(options.whole("warmup", 0)));
      case "nsga2" ->
          options.done(new Nsga2Sampler(options.whole("population", Nsga2Sampler.POPULATION)));
      case "random" -> options.done(new RandomSampler());
      case "grid" -> options.done(grid(space));
      case "brute" -> options.done(new BruteForceSampler());
      case "sobol" -> options.done(QmcSampler.sobol());
      case "halton" -> options.done(QmcSampler.halton());
      default ->
          throw Options.bad("there is no sampler %s; there are %s".formatted(choice.name(), NAMES));
    };
  }

  private static Sampler tpe(Options options) {
    TpeOptions byDefault = TpeOptions.DEFAULT;
    return new TpeSampler(
        new TpeOptions(
            options.whole("startupTrials", byDefault.startupTrials()),
            options.whole("candidates", byDefault.candidates()),
            options.flag("joint", byDefault.joint()),
            options.flag("reckonWithRunning", byDefault.reckonWithRunning())));
  }

  private static Sampler grid(@Nullable SearchSpace space) {
    if (space == null) {
      throw Options.bad("a grid needs a declared space");
    }
    Map<String, List<@Nullable Object>> axes = new LinkedHashMap<>();
    space.distributions().forEach((name, axis) -> axes.put(name, values(name, axis)));
    return new GridSampler(axes);
  }

  private static List<@Nullable Object> values(String name, Distribution axis) {
    long count = axis.cardinality();
    if (count < 1 || count > GridSampler.MAX_POINTS) {
      throw Options.bad("a grid needs steps: %s has none, or too many".formatted(name));
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(axis.toExternal(axis.fromUnit((i + 0.5) / count)));
    }
    return values;
  }
}
