package dev.zeroflow.hpo.sampler.auto;

import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.cmaes.CmaEsSampler;
import dev.zeroflow.hpo.sampler.gp.GpSampler;
import dev.zeroflow.hpo.sampler.tpe.TpeOptions;
import dev.zeroflow.hpo.sampler.tpe.TpeSampler;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets the sampler propose that is best for the study as it stands.
 *
 * <p>A Gaussian process while all trials have the same parameters and there are not too many of
 * either; later, CMA-ES that starts from the best trials if all parameters are numbers. Parzen
 * estimators in all other cases: for parameters that only some trials have, for many parameters or
 * objectives, for choices or several objectives in long studies.
 */
public final class AutoSampler implements Sampler {
  /** Complete trials after which a Gaussian process takes too long. */
  static final int GP_TRIALS = 250;

  /** Parameters that a Gaussian process can tell apart with as many trials. */
  static final int GP_PARAMETERS = 40;

  /** Objectives for which the gain in volume is worked out fast enough. */
  static final int GP_OBJECTIVES = 3;

  /** Which one it is. */
  enum Choice {
    GP,
    CMA_ES,
    TPE
  }

  private final GpSampler gp = new GpSampler();
  private final CmaEsSampler cmaEs = new CmaEsSampler(GP_TRIALS);
  private final TpeSampler tpe = new TpeSampler(TpeOptions.DEFAULT);
  private final Shape shape = new Shape();

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    return switch (choice(history, ask.space())) {
      case GP -> gp.propose(history, ask);
      case CMA_ES -> cmaEs.propose(history, ask);
      case TPE -> tpe.propose(history, ask);
    };
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    return tpe.suggest(history, ask, name, distribution);
  }

  Choice choice(History history, SearchSpace space) {
    shape.read(history.finished());
    boolean isPlain =
        history.settings().directions().size() <= GP_OBJECTIVES
            && space.size() <= GP_PARAMETERS
            && shape.isWithin(space);
    if (!isPlain) {
      return Choice.TPE;
    }
    if (shape.complete() < GP_TRIALS) {
      return Choice.GP;
    }
    boolean isSingle = history.settings().directions().size() == 1;
    return !isSingle || hasChoices(space) ? Choice.TPE : Choice.CMA_ES;
  }

  private static boolean hasChoices(SearchSpace space) {
    return space.distributions().values().stream()
        .anyMatch(CategoricalDistribution.class::isInstance);
  }

  /** What the told trials have in common. */
  private static final class Shape {
    private final Set<String> names = new HashSet<>();
    private int complete;
    private int read;

    void read(List<Trial> finished) {
      for (; read < finished.size(); read++) {
        Trial trial = finished.get(read);
        complete += trial.state() == TrialState.COMPLETE ? 1 : 0;
        if (trial.state().isTold()) {
          trial.parameters().forEach(this::read);
        }
      }
    }

    /** Whether no trial had a parameter, other than those with a single value, that is not here. */
    boolean isWithin(SearchSpace space) {
      return space.distributions().keySet().containsAll(names);
    }

    int complete() {
      return complete;
    }

    private void read(String name, Parameter parameter) {
      if (!parameter.distribution().isSingle()) {
        names.add(name);
      }
    }
  }
}
