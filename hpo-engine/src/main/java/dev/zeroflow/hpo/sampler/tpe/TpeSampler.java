package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proposes what good trials have in common and others have not.
 *
 * <p>Parameters that occur together are modelled together; what a trial asks for beyond them, on
 * its own. Where choices decide what else there is, see {@link Branches}. Models are kept between
 * proposals and read on from where they were.
 */
public final class TpeSampler implements Sampler {
  /** Spaces that keep changing leave models behind that nobody needs. */
  private static final int MAX_MODELS = 256;

  private final TpeOptions options;
  private final Blocks blocks = new Blocks();
  private final Branches branches = new Branches();
  private final Map<Scope, SpaceModel> models = new HashMap<>();

  /** A sampler for one study. */
  public TpeSampler(TpeOptions options) {
    this.options = options;
  }

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    read(history);
    if (!options.joint() || isStartingUp(history)) {
      return Map.of();
    }
    Map<String, Parameter> proposal = new HashMap<>();
    for (SearchSpace space : blocks.spaces(ask.space())) {
      proposal.putAll(decide(history, ask, Scope.of(space)));
    }
    Scope branch = branches.scope(history, proposal);
    if (branch != null && !branch.space().isEmpty()) {
      proposal.putAll(decide(history, ask, branch));
    }
    return proposal;
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    read(history);
    if (isStartingUp(history)) {
      return RandomSampler.draw(ask, name, distribution);
    }
    Scope scope = Scope.of(SearchSpace.of(Map.of(name, distribution)));
    Collection<Parameter> decided = decide(history, ask, scope).values();
    return decided.iterator().next().internal();
  }

  private boolean isStartingUp(History history) {
    long paused = history.running().stream().filter(Trial::isPaused).count();
    return blocks.told() + paused < options.startupTrials();
  }

  private void read(History history) {
    blocks.read(history);
    branches.read(history);
  }

  private Map<String, Parameter> decide(History history, Ask ask, Scope scope) {
    if (models.size() >= MAX_MODELS) {
      models.clear();
    }
    SpaceModel model =
        models.computeIfAbsent(scope, key -> new SpaceModel(key, history.settings()));
    model.read(history, ask.trial().number(), options.reckonWithRunning());
    double[] fixed = fixed(history, ask, scope.space());
    String purpose = "tpe:" + scope.space().distributions().firstKey() + scope.branches();
    return model.parameters(model.propose(ask.seed().stream(purpose), options.candidates(), fixed));
  }

  /** What is decided before the model is asked, as internal values; NaN for the rest. */
  private double[] fixed(History history, Ask ask, SearchSpace space) {
    double[] fixed = new double[space.size()];
    int i = 0;
    for (var axis : space.distributions().entrySet()) {
      double value = fixed(history, ask, axis.getKey(), axis.getValue());
      fixed[i++] = axis.getValue().contains(value) ? value : Double.NaN;
    }
    return fixed;
  }

  private double fixed(History history, Ask ask, String name, Distribution distribution) {
    Map<String, @Nullable Object> chosen = ask.trial().assignment().fixed();
    if (chosen.containsKey(name)) {
      return distribution.toInternal(chosen.get(name));
    }
    return distribution instanceof CategoricalDistribution choices
        ? branches.due(name, choices, history.running())
        : Double.NaN;
  }
}
