package dev.zeroflow.hpo.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import dev.zeroflow.hpo.sampler.RandomSampler;
import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class StudyTest {
  private static final FloatDistribution UNIT = FloatDistribution.uniform(0, 1);

  private final Study study = Study.create(StudySettings.minimize(7), new RandomSampler());

  @Test
  void goesFromAskToTell() {
    Trial trial = study.ask();
    assertThat(trial.state()).isEqualTo(TrialState.RUNNING);
    double x = study.suggest(0, "x", UNIT).internal();
    assertThat(study.suggest(0, "x", UNIT).internal()).isEqualTo(x);
    assertThat(study.tell(0, Outcome.completed(3))).isEqualTo(Told.ACCEPTED);
    assertThat(study.trial(0).values()).isEqualTo(Values.of(3));
    assertThat(study.history().finished()).containsExactly(study.trial(0));
    assertThat(study.history().running()).isEmpty();
  }

  @Test
  void tellsOnceAndSaysSoAfterwards() {
    study.ask();
    study.tell(0, Outcome.completed(3));
    Trial told = study.trial(0);
    assertThat(study.tell(0, Outcome.completed(3))).isEqualTo(Told.DUPLICATE);
    assertThat(study.tell(0, Outcome.completed(4))).isEqualTo(Told.LATE);
    assertThat(study.tell(0, Outcome.failed())).isEqualTo(Told.LATE);
    assertThat(study.trial(0)).isEqualTo(told);
    assertThat(study.history().finished()).hasSize(1);
  }

  @Test
  void failsATrialWhoseValueIsNotANumber() {
    study.ask();
    assertThat(study.tell(0, Outcome.completed(Double.NaN))).isEqualTo(Told.ACCEPTED);
    assertThat(study.trial(0).state()).isEqualTo(TrialState.FAIL);
    assertThat(study.tell(0, Outcome.completed(Double.NaN))).isEqualTo(Told.DUPLICATE);
  }

  @Test
  void acceptsInfiniteValues() {
    study.ask();
    study.tell(0, Outcome.completed(Double.POSITIVE_INFINITY));
    assertThat(study.trial(0).state()).isEqualTo(TrialState.COMPLETE);
  }

  @Test
  void refusesTellsThatNobodyAskedFor() {
    study.enqueue(Map.of());
    refused(Problem.UNKNOWN_TRIAL, () -> study.tell(1, Outcome.failed()));
    refused(Problem.UNKNOWN_TRIAL, () -> study.tell(-1, Outcome.failed()));
    refused(Problem.TRIAL_NOT_RUNNING, () -> study.tell(0, Outcome.failed()));
    study.ask();
    refused(Problem.WRONG_VALUE_COUNT, () -> study.tell(0, Outcome.completed(1, 2)));
    refused(Problem.WRONG_VALUE_COUNT, () -> study.tell(0, Outcome.completed()));
  }

  @Test
  void keepsTheFirstReportOfAStep() {
    study.ask();
    assertThat(study.report(0, 1, 0.5)).isEqualTo(Told.ACCEPTED);
    assertThat(study.report(0, 1, 0.5)).isEqualTo(Told.DUPLICATE);
    assertThat(study.report(0, 1, 0.6)).isEqualTo(Told.LATE);
    assertThat(study.report(0, 2, Double.NaN)).isEqualTo(Told.ACCEPTED);
    refused(Problem.INVALID_OPTION, () -> study.report(0, -1, 0));
    refused(Problem.WRONG_VALUE_COUNT, () -> study.report(0, 3));
    study.tell(0, Outcome.pruned());
    assertThat(study.report(0, 3, 0.4)).isEqualTo(Told.LATE);
    assertThat(study.trial(0).reports()).containsOnlyKeys(1, 2);
  }

  @Test
  void givesAPrunedTrialItsLastReport() {
    study.ask();
    study.report(0, 5, 0.25);
    study.report(0, 1, 0.75);
    study.tell(0, Outcome.pruned());
    assertThat(study.trial(0).values()).isEqualTo(Values.of(0.25));
    study.ask();
    study.report(1, 0, Double.NaN);
    study.tell(1, Outcome.pruned());
    assertThat(study.trial(1).values().isEmpty()).isTrue();
  }

  @Test
  void takesEnqueuedTrialsFirst() {
    study.enqueue(Map.of("x", 0.25));
    study.enqueue(Map.of("x", 0.75));
    assertThat(study.suggest(study.ask().number(), "x", UNIT).value()).isEqualTo(0.25);
    assertThat(study.suggest(study.ask().number(), "x", UNIT).value()).isEqualTo(0.75);
    assertThat(study.ask().assignment().fixed()).isEmpty();
  }

  @Test
  void refusesAFixedValueThatIsOutOfRange() {
    study.ask(Map.of("x", 2, "kind", "c"));
    refused(Problem.VALUE_OUT_OF_RANGE, () -> study.suggest(0, "x", UNIT));
    var kinds = CategoricalDistribution.of("a", "b");
    refused(Problem.VALUE_OUT_OF_RANGE, () -> study.suggest(0, "kind", kinds));
    assertThat(study.trial(0).parameters()).isEmpty();
  }

  @Test
  void failsATrialOfADeclaredSpaceThatCannotBeDecided() {
    study.enqueue(Map.of("x", 2));
    SearchSpace space = SearchSpace.of(Map.of("x", UNIT));
    refused(Problem.VALUE_OUT_OF_RANGE, () -> study.ask(space));
    assertThat(study.trial(0).state()).isEqualTo(TrialState.FAIL);
    assertThat(study.ask(space).parameters()).containsOnlyKeys("x");
  }

  @Test
  void letsRangesChangeButNotKinds() {
    study.ask();
    study.suggest(0, "x", UNIT);
    study.ask();
    assertThat(study.suggest(1, "x", FloatDistribution.uniform(5, 6)).internal())
        .isBetween(5.0, 6.);
    study.ask();
    var log = FloatDistribution.logarithmic(1, 2);
    refused(Problem.INCOMPATIBLE_DISTRIBUTION, () -> study.suggest(2, "x", log));
    var whole = IntDistribution.uniform(0, 1);
    refused(Problem.INCOMPATIBLE_DISTRIBUTION, () -> study.suggest(2, "x", whole));
    refused(Problem.INVALID_NAME, () -> study.suggest(2, " ", whole));
  }

  @Test
  void gathersWhatAllToldTrialsHave() {
    assertThat(study.history().jointSpace().isEmpty()).isTrue();
    study.ask();
    study.suggest(0, "x", UNIT);
    study.suggest(0, "y", UNIT);
    study.tell(0, Outcome.completed(1));
    assertThat(study.history().jointSpace().distributions()).containsOnlyKeys("x", "y");
    study.ask();
    study.suggest(1, "x", UNIT);
    study.tell(1, Outcome.failed());
    assertThat(study.history().jointSpace().size()).isEqualTo(2);
    study.ask();
    study.suggest(2, "x", UNIT);
    study.tell(2, Outcome.pruned());
    assertThat(study.history().jointSpace()).isEqualTo(SearchSpace.of(Map.of("x", UNIT)));
  }

  @Test
  void givesAllParametersOfADeclaredSpace() {
    SearchSpace space = SearchSpace.of(Map.of("x", UNIT, "n", IntDistribution.uniform(3, 3)));
    Trial trial = study.ask(space);
    assertThat(trial.parameters()).containsOnlyKeys("n", "x");
    assertThat(trial.parameters().get("n").value()).isEqualTo(3L);
  }

  @Test
  void sumsUpViolations() {
    study.ask();
    study.constrain(0, "memory", 2);
    study.constrain(0, "time", -5);
    study.constrain(0, "size", 0.5);
    refused(Problem.NOT_A_NUMBER, () -> study.constrain(0, "time", Double.NaN));
    assertThat(study.trial(0).evidence().violation()).isEqualTo(2.5);
    assertThat(study.trial(0).isFeasible()).isFalse();
  }

  @Test
  void notesAttributesUntilTheEnd() {
    study.enqueue(Map.of());
    study.note(0, "why", "a guess");
    study.ask();
    study.tell(0, Outcome.completed(1));
    assertThat(study.trial(0).attributes()).containsEntry("why", "a guess");
    refused(Problem.TRIAL_NOT_RUNNING, () -> study.note(0, "why", "late"));
  }

  @Test
  void refusesTrialsThatAreOutOfLine() {
    study.ask();
    study.ask();
    List<Trial> gap = List.of(study.trial(1));
    refused(
        Problem.UNKNOWN_TRIAL,
        () -> Study.restore(StudySettings.minimize(7), new RandomSampler(), gap));
  }

  @Test
  void takesTrialsOfThePastThatMakeSense() {
    Assignment given = Assignment.of(Map.of("x", new Parameter(UNIT, 0.5)));
    study.ask();
    assertThat(study.add(past(TrialState.COMPLETE, given, Values.of(3))).number()).isOne();
    assertThat(study.history().jointSpace().distributions()).containsOnlyKeys("x");
    study.add(past(TrialState.FAIL, given, Values.NONE));
    assertThat(study.history().finished()).hasSize(2);
    refused(
        Problem.WRONG_VALUE_COUNT, () -> study.add(past(TrialState.COMPLETE, given, Values.NONE)));
    refused(
        Problem.WRONG_VALUE_COUNT,
        () -> study.add(past(TrialState.PRUNED, given, Values.of(1, 2))));
    refused(
        Problem.NOT_A_NUMBER,
        () -> study.add(past(TrialState.COMPLETE, given, Values.of(Double.NaN))));
    refused(Problem.TRIAL_NOT_RUNNING, () -> past(TrialState.RUNNING, given, Values.of(1)));
    Assignment choice =
        Assignment.of(Map.of("x", new Parameter(CategoricalDistribution.of("a", "b"), 1)));
    refused(
        Problem.INCOMPATIBLE_DISTRIBUTION,
        () -> study.add(past(TrialState.FAIL, choice, Values.NONE)));
    assertThat(study.trials()).hasSize(3);
  }

  @Test
  void pausesOnlyWhatRuns() {
    study.enqueue(Map.of());
    refused(Problem.TRIAL_NOT_RUNNING, () -> study.pause(0));
    study.ask();
    study.pause(0);
    assertThat(study.trial(0).isPaused()).isTrue();
    assertThat(study.report(0, 1, 0.5)).isEqualTo(Told.ACCEPTED);
    study.resume(0);
    assertThat(study.trial(0).isPaused()).isFalse();
    study.pause(0);
    study.tell(0, Outcome.pruned());
    assertThat(study.trial(0).isPaused()).isFalse();
  }

  private static Trial past(TrialState state, Assignment assignment, Values values) {
    Evidence evidence = new Evidence(values, TreePMap.empty(), TreePMap.empty());
    return new Trial(0, state, assignment, evidence, TreePMap.empty(), false);
  }

  @Test
  void hasAtLeastOneObjective() {
    refused(Problem.INVALID_OPTION, () -> new StudySettings(List.of(), 0));
  }

  private static void refused(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HpoException.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
  }
}
