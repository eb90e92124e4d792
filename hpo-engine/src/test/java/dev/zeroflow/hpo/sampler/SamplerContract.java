package dev.zeroflow.hpo.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.space.RandomSpaces;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Parameter;
import dev.zeroflow.hpo.study.Study;
import dev.zeroflow.hpo.study.StudySettings;
import dev.zeroflow.hpo.study.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What holds for every sampler, on spaces of every kind. */
public abstract class SamplerContract {
  private static final int TRIALS = 30;

  /** A new sampler of the kind that can work on this space. */
  protected abstract Sampler sampler(SearchSpace space);

  /** A space that the sampler can work on. */
  protected SearchSpace space(Random random) {
    return RandomSpaces.space(random);
  }

  @RepeatedTest(20)
  void valuesAreInRangeWhateverIsTold(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    SearchSpace space = space(random);
    Study study = study(space, 1);
    for (int i = 0; i < TRIALS; i++) {
      Trial trial = random.nextBoolean() ? study.ask(space) : defined(study, space);
      assertThat(trial.parameters().keySet())
          .containsExactlyInAnyOrderElementsOf(space.distributions().keySet());
      trial.parameters().forEach((name, given) -> assertInRange(space, name, given));
      end(study, trial.number(), random);
    }
  }

  @RepeatedTest(5)
  void aRebuiltStudyGoesOnAsIfNothingHadHappened(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    SearchSpace space = space(random);
    Study study = study(space, 42);
    for (int i = 0; i < TRIALS; i++) {
      Study rebuilt = rebuilt(study, space);
      boolean isDeclared = random.nextBoolean();
      Trial trial = isDeclared ? study.ask(space) : defined(study, space);
      assertThat(isDeclared ? rebuilt.ask(space) : defined(rebuilt, space)).isEqualTo(trial);
      if (random.nextInt(4) > 0) {
        end(study, random.nextInt(i + 1), random);
      }
    }
  }

  @Test
  void theOrderOfTellsDoesNotMatter() {
    Random random = new Random(3);
    SearchSpace space = space(random);
    Study forwards = study(space, 9);
    Study backwards = study(space, 9);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      assertThat(forwards.ask(space)).isEqualTo(backwards.ask(space));
      numbers.add(i);
    }
    numbers.forEach(n -> forwards.tell(n, Outcome.completed(Math.sin(n))));
    numbers.reversed().forEach(n -> backwards.tell(n, Outcome.completed(Math.sin(n))));
    for (int i = 0; i < 5; i++) {
      assertThat(forwards.ask(space)).isEqualTo(backwards.ask(space));
    }
  }

  @Test
  void anotherSeedGivesOtherProposals() {
    SearchSpace space = space(new Random(5));
    assertThat(values(study(space, 1), space)).isNotEqualTo(values(study(space, 2), space));
    assertThat(values(study(space, 1), space)).isEqualTo(values(study(space, 1), space));
  }

  private static List<List<Double>> values(Study study, SearchSpace space) {
    List<List<Double>> values = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      Map<String, Parameter> given = study.ask(space).parameters();
      values.add(given.values().stream().map(Parameter::internal).toList());
    }
    return values;
  }

  private Study study(SearchSpace space, long seed) {
    return Study.create(StudySettings.minimize(seed), sampler(space));
  }

  private Study rebuilt(Study study, SearchSpace space) {
    return Study.restore(study.history().settings(), sampler(space), study.trials());
  }

  private static Trial defined(Study study, SearchSpace space) {
    int number = study.ask().number();
    space.distributions().forEach((name, axis) -> study.suggest(number, name, axis));
    return study.trial(number);
  }

  private static void assertInRange(SearchSpace space, String name, Parameter given) {
    Distribution distribution = space.distributions().get(name);
    assertThat(given.distribution()).isEqualTo(distribution);
    assertThat(distribution.contains(given.internal())).isTrue();
  }

  /** Ends a trial, unless it has ended before. */
  private static void end(Study study, int number, Random random) {
    if (study.trial(number).state().isFinished()) {
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> study.tell(number, Outcome.failed());
      case 1 -> study.tell(number, Outcome.pruned());
      case 2 -> {
        study.report(number, 1, random.nextGaussian());
        study.tell(number, Outcome.pruned());
      }
      case 3 -> study.tell(number, Outcome.completed(Double.POSITIVE_INFINITY));
      default -> study.tell(number, Outcome.completed(random.nextGaussian()));
    }
  }
}
