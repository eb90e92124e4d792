package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import java.util.HashMap;
import java.util.Map;

/**
 * Proposes what good trials have in common and others have not.
 *
 * <p>Parameters that occur together are modelled together; what a trial asks for beyond them, on
 * its own. Models are kept between proposals and read on from where they were.
 */
public final class TpeSampler implements Sampler {
  /** Spaces that keep changing leave models behind that nobody needs. */
  private static final int MAX_MODELS = 256;

  private final TpeOptions options;
  private final Blocks blocks = new Blocks();
  private final Map<SearchSpace, SpaceModel> models = new HashMap<>();

  /** A sampler for one study. */
  public TpeSampler(TpeOptions options) {
    this.options = options;
  }

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    blocks.read(history);
    if (!options.joint() || blocks.told() < options.startupTrials()) {
      return Map.of();
    }
    Map<String, Parameter> proposal = new HashMap<>();
    for (SearchSpace space : blocks.spaces(ask.space())) {
      proposal.putAll(decide(history, ask, space));
    }
    return proposal;
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    blocks.read(history);
    if (blocks.told() < options.startupTrials()) {
      return RandomSampler.draw(ask, name, distribution);
    }
    SearchSpace space = SearchSpace.of(Map.of(name, distribution));
    return decide(history, ask, space).values().iterator().next().internal();
  }

  private Map<String, Parameter> decide(History history, Ask ask, SearchSpace space) {
    SpaceModel model = model(history, space);
    model.read(history, ask.trial().number(), options.reckonWithRunning());
    String purpose = "tpe:" + space.distributions().firstKey();
    double[] fixed = fixed(ask, space);
    return model.parameters(model.propose(ask.seed().stream(purpose), options.candidates(), fixed));
  }

  private SpaceModel model(History history, SearchSpace space) {
    if (models.size() >= MAX_MODELS) {
      models.clear();
    }
    return models.computeIfAbsent(space, key -> new SpaceModel(key, history.settings()));
  }

  /** What is decided already, as internal values; NaN for the rest. */
  private static double[] fixed(Ask ask, SearchSpace space) {
    double[] fixed = new double[space.size()];
    int i = 0;
    for (var axis : space.distributions().entrySet()) {
      Map<String, ?> values = ask.trial().assignment().fixed();
      String name = axis.getKey();
      double value =
          values.containsKey(name) ? axis.getValue().toInternal(values.get(name)) : Double.NaN;
      fixed[i++] = axis.getValue().contains(value) ? value : Double.NaN;
    }
    return fixed;
  }
}
