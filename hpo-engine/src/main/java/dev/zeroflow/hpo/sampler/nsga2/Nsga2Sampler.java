package dev.zeroflow.hpo.sampler.nsga2;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.sampler.QmcSampler;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Ask;
import dev.zeroflow.hpo.study.History;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Trial;
import dev.zeroflow.hpo.study.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Proposes offspring of the best trials, for one objective or several.
 *
 * <p>There are no generations: parents are the best of all trials that are complete when a trial is
 * asked for, so that nobody waits for anybody. The first trials are Sobol' points. Parameters
 * outside of the joint space are drawn at random.
 */
public final class Nsga2Sampler implements Sampler {
  /** Default number of parents. */
  public static final int POPULATION = 20;

  private static final int MAX_POPULATION = 1_000;

  /** How often a child that has been there before is conceived again. */
  private static final int ATTEMPTS = 20;

  private final int population;
  private final QmcSampler startup = QmcSampler.sobol();
  private SearchSpace eliteSpace = SearchSpace.EMPTY;
  private List<Trial> elite = List.of();
  private int read;

  /**
   * A sampler for one study.
   *
   * @param population number of parents, and of complete trials before there are any
   */
  public Nsga2Sampler(int population) {
    if (population < 2 || population > MAX_POPULATION) {
      throw new HpoException(
          Problem.INVALID_OPTION,
          "a population has 2 to %d members, not %d".formatted(MAX_POPULATION, population));
    }
    this.population = population;
  }

  @Override
  public Map<String, Parameter> propose(History history, Ask ask) {
    List<Trial> parents = elite(history, ask.space());
    if (ask.space().isEmpty() || parents.size() < population) {
      return startup.propose(history, ask);
    }
    UniformRandomProvider random = ask.seed().stream("nsga2");
    Offspring offspring = new Offspring(ask.space().distributions(), random);
    Set<List<Double>> known = known(history, ask.space());
    Map<String, Parameter> child = offspring.of(pick(parents, random), pick(parents, random));
    for (int i = 0; i < ATTEMPTS && known.contains(values(child)); i++) {
      child = offspring.of(pick(parents, random), pick(parents, random));
    }
    return child;
  }

  @Override
  public double suggest(History history, Ask ask, String name, Distribution distribution) {
    return RandomSampler.draw(ask, name, distribution);
  }

  private List<Trial> elite(History history, SearchSpace space) {
    if (read != history.finished().size() || !eliteSpace.equals(space)) {
      List<Trial> complete = new ArrayList<>();
      for (Trial trial : history.finished()) {
        if (trial.state() == TrialState.COMPLETE && has(trial, space)) {
          complete.add(trial);
        }
      }
      complete.sort(Comparator.comparingInt(Trial::number));
      elite = Elite.of(complete, history.settings().directions(), population);
      read = history.finished().size();
      eliteSpace = space;
    }
    return elite;
  }

  /** The better one of two. */
  private static Trial pick(List<Trial> parents, UniformRandomProvider random) {
    int some = random.nextInt(parents.size());
    int other = random.nextInt(parents.size());
    return parents.get(Math.min(some, other));
  }

  /** Values of trials that are under way or have offspring. */
  private Set<List<Double>> known(History history, SearchSpace space) {
    Set<List<Double>> known = new HashSet<>();
    elite.forEach(trial -> known.add(values(space, name -> value(trial, name))));
    history.running().forEach(trial -> known.add(values(space, name -> value(trial, name))));
    return known;
  }

  private static List<Double> values(Map<String, Parameter> parameters) {
    return parameters.values().stream().map(Parameter::internal).toList();
  }

  private static List<Double> values(SearchSpace space, ToDoubleFunction<String> value) {
    return space.distributions().keySet().stream().map(value::applyAsDouble).toList();
  }

  private static double value(Trial trial, String name) {
    Parameter parameter = trial.assignment().find(name);
    return parameter == null ? Double.NaN : parameter.internal();
  }

  private static boolean has(Trial trial, SearchSpace space) {
    return space.distributions().entrySet().stream()
        .allMatch(axis -> axis.getValue().contains(value(trial, axis.getKey())));
  }
}
