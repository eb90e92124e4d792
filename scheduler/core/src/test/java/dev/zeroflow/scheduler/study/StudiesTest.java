package dev.zeroflow.scheduler.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Told;
import dev.zeroflow.hpo.study.TrialState;
import dev.zeroflow.scheduler.port.ManualClock;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.study.Asked.Given;
import dev.zeroflow.scheduler.study.Asked.Nothing;
import dev.zeroflow.scheduler.study.Asked.Reason;
import dev.zeroflow.scheduler.study.Heard.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StudiesTest {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.of("x", FloatDistribution.uniform(-5, 5), "n", IntDistribution.logarithmic(1, 1000)));

  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T12:00:00Z"));
  private final StudyStore store = new InMemoryStudyStore();
  private final AtomicInteger tokens = new AtomicInteger();
  private final Studies studies = server();

  /** A server of its own on the same store. */
  private Studies server() {
    return new Studies(store, UUID::randomUUID, () -> "t" + tokens.incrementAndGet(), clock);
  }

  private static StudySpec spec(Budget budget, Choice pruner, int parallelism) {
    return new StudySpec(
        "study",
        List.of(new Objective("loss", Direction.MINIMIZE)),
        SPACE,
        Choice.of("tpe"),
        pruner,
        1,
        parallelism,
        budget,
        new StudySpec.Leasing(LEASE, 2));
  }

  private UUID study(int trials) {
    return study(new Budget(trials, 3, null), Choice.of("none"), 8);
  }

  private UUID study(Budget budget, Choice pruner, int parallelism) {
    return studies.create("default", spec(budget, pruner, parallelism)).id();
  }

  private TrialRecord given(UUID study) {
    return given(studies, study);
  }

  private static TrialRecord given(Studies server, UUID study) {
    Asked asked = server.ask(study, "w");
    assertThat(asked).isInstanceOf(Given.class);
    return ((Given) asked).record();
  }

  private static String token(TrialRecord trial) {
    return trial.attempts().getLast().token();
  }

  private Heard tell(UUID study, TrialRecord trial, double... values) {
    return studies.tell(study, trial.number(), token(trial), Outcome.completed(values), "");
  }

  private Heard fail(UUID study, TrialRecord trial) {
    return studies.tell(study, trial.number(), token(trial), Outcome.failed(), "broken");
  }

  private StudyRecord record(UUID study) {
    return store.find(study).orElseThrow();
  }

  private TrialRecord stored(UUID study, int number) {
    return store.trials(study).get(number);
  }

  private static Map<String, Object> values(TrialRecord trial) {
    Map<String, Object> values = new TreeMap<>();
    trial.trial().parameters().forEach((name, it) -> values.put(name, String.valueOf(it.value())));
    return values;
  }

  private static double loss(TrialRecord trial) {
    double x = (double) trial.trial().parameters().get("x").value();
    return x * x;
  }

  @Test
  void aTrialOfADeclaredSpaceComesWithAllItsParameters() {
    UUID study = study(3);

    assertThat(given(study).trial().parameters()).containsOnlyKeys("x", "n");
    assertThat(given(study).number()).isEqualTo(1);
  }

  @Test
  void noMoreAreUnderWayThanMayStillEnd() {
    UUID study = study(2);
    TrialRecord first = given(study);
    TrialRecord second = given(study);

    assertThat(studies.ask(study, "w")).isEqualTo(new Nothing(Reason.ALL_UNDER_WAY));
    fail(study, first);
    TrialRecord third = given(study);
    tell(study, second, 1);
    tell(study, third, 2);

    assertThat(record(study).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(studies.ask(study, "w")).isEqualTo(new Nothing(Reason.ENDED));
    assertThat(store.trials(study))
        .extracting(it -> it.trial().state())
        .containsExactly(TrialState.FAIL, TrialState.COMPLETE, TrialState.COMPLETE);
  }

  @Test
  void noMoreAreUnderWayThanTheStudyAllows() {
    UUID study = study(new Budget(10, 0, null), Choice.of("none"), 1);
    TrialRecord first = given(study);

    assertThat(studies.ask(study, "w")).isEqualTo(new Nothing(Reason.ALL_UNDER_WAY));
    tell(study, first, 1);
    assertThat(given(study).number()).isEqualTo(1);
  }

  @Test
  void aLostTrialGoesToTheNextWorkerWithTheSameParameters() {
    UUID study = study(5);
    TrialRecord lost = given(study);
    clock.move(LEASE);

    TrialRecord again = given(study);

    assertThat(again.number()).isEqualTo(lost.number());
    assertThat(again.trial().parameters()).isEqualTo(lost.trial().parameters());
    assertThat(token(again)).isNotEqualTo(token(lost));
  }

  @Test
  void aSignOfLifeKeepsATrial() {
    UUID study = study(5);
    TrialRecord slow = given(study);
    for (int step = 1; step < 4; step++) {
      clock.move(LEASE.dividedBy(2));
      studies.report(study, slow.number(), token(slow), step, 1);
      clock.move(LEASE.dividedBy(2));
      assertThat(studies.beat(study, slow.number(), token(slow)).next()).isEqualTo(Next.CONTINUE);
    }

    assertThat(given(study).number()).isEqualTo(1);
  }

  @Test
  void theResultOfAnEarlierWorkerCountsAsLongAsThereIsNoOther() {
    UUID study = study(5);
    TrialRecord early = given(study);
    clock.move(LEASE);
    TrialRecord later = given(study);

    assertThat(studies.report(study, 0, token(early), 1, 1).next()).isEqualTo(Next.ABANDON);
    assertThat(fail(study, early).told()).isEqualTo(Told.LATE);
    assertThat(tell(study, early, 3).told()).isEqualTo(Told.ACCEPTED);
    assertThat(tell(study, later, 3).told()).isEqualTo(Told.DUPLICATE);
    assertThat(tell(study, later, 4).told()).isEqualTo(Told.LATE);
    assertThat(stored(study, 0).trial().values().get(0)).isEqualTo(3);
  }

  @Test
  void aTrialThatKillsItsWorkersFailsInTheEnd() {
    UUID study = study(5);
    given(study);
    clock.move(LEASE);
    given(study);
    clock.move(LEASE);

    assertThat(given(study).number()).isEqualTo(1);
    assertThat(stored(study, 0).trial().state()).isEqualTo(TrialState.FAIL);
    assertThat(stored(study, 0).reason()).contains("lost by 2 workers");
  }

  @Test
  void tooManyFailuresEndTheStudyAndWhatIsUnderWay() {
    UUID study = study(new Budget(10, 1, null), Choice.of("none"), 8);
    TrialRecord first = given(study);
    TrialRecord second = given(study);
    TrialRecord third = given(study);
    fail(study, first);
    fail(study, second);

    assertThat(record(study).state()).isEqualTo(StudyState.FAILED);
    assertThat(studies.beat(study, third.number(), token(third)).next()).isEqualTo(Next.ABANDON);
    assertThat(tell(study, third, 1).told()).isEqualTo(Told.LATE);
  }

  @Test
  void theTimeOfAStudyEnds() {
    UUID study = study(new Budget(10, 1, Duration.ofHours(1)), Choice.of("none"), 8);
    tell(study, given(study), 1);
    clock.move(Duration.ofHours(1));

    assertThat(studies.look(study).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(record(study).reason()).isEqualTo("its time is over");
  }

  @Test
  void aValueThatIsNoNumberMakesAFailedTrial() {
    UUID study = study(5);

    assertThat(tell(study, given(study), Double.NaN).told()).isEqualTo(Told.ACCEPTED);
    assertThat(stored(study, 0).trial().state()).isEqualTo(TrialState.FAIL);
    assertThat(tell(study, given(study), Double.POSITIVE_INFINITY).told()).isEqualTo(Told.ACCEPTED);
    assertThat(stored(study, 1).trial().state()).isEqualTo(TrialState.COMPLETE);
  }

  @Test
  void requestsThatMakeNoSenseAreRefusedAndChangeNothing() {
    UUID study = study(5);
    TrialRecord trial = given(study);
    long revision = record(study).revision();

    assertThatThrownBy(() -> studies.ask(UUID.randomUUID(), "w"))
        .isInstanceOf(StudyException.class);
    assertThatThrownBy(() -> studies.tell(study, 7, "t", Outcome.failed(), ""))
        .hasMessageContaining("no trial 7");
    assertThatThrownBy(() -> studies.tell(study, 0, "guessed", Outcome.failed(), ""))
        .hasMessageContaining("no attempt");
    assertThatThrownBy(() -> tell(study, trial, 1, 2)).hasMessageContaining("objectives");
    assertThatThrownBy(() -> studies.report(study, 0, token(trial), -1, 1))
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> study(3)).hasMessageContaining("\"study\"");
    assertThat(record(study).revision()).isEqualTo(revision);
    assertThat(tell(study, trial, 1).told()).isEqualTo(Told.ACCEPTED);
  }

  @Test
  void aPrunerStopsATrialThatIsWorseThanTheOthers() {
    var median = Choice.of("median", Map.of("startupTrials", 2.0));
    UUID study = study(new Budget(10, 1, null), median, 8);
    for (int i = 0; i < 3; i++) {
      TrialRecord good = given(study);
      assertThat(studies.report(study, good.number(), token(good), 1, 1).next())
          .isEqualTo(Next.CONTINUE);
      tell(study, good, 1);
    }
    TrialRecord bad = given(study);

    assertThat(studies.report(study, bad.number(), token(bad), 1, 9).next()).isEqualTo(Next.PRUNE);
    studies.tell(study, bad.number(), token(bad), Outcome.pruned(), "");

    assertThat(stored(study, bad.number()).trial().state()).isEqualTo(TrialState.PRUNED);
    assertThat(stored(study, bad.number()).trial().values().get(0)).isEqualTo(9);
  }

  @Test
  void aPausedTrialIsPromotedOnceOthersAreWorse() {
    var asha = Choice.of("asha", Map.of("firstStep", 1.0, "factor", 2.0, "lastStep", 4.0));
    UUID study = study(new Budget(3, 1, null), asha, 8);
    TrialRecord first = given(study);
    assertThat(studies.report(study, 0, token(first), 1, 1).next()).isEqualTo(Next.ABANDON);
    TrialRecord second = given(study);
    assertThat(second.number()).isEqualTo(1);
    assertThat(studies.report(study, 1, token(second), 1, 5).next()).isEqualTo(Next.ABANDON);

    TrialRecord promoted = given(study);

    assertThat(promoted.number()).isEqualTo(0);
    assertThat(promoted.trial().reports()).containsOnlyKeys(1);
    assertThat(tell(study, promoted, 0.5).told()).isEqualTo(Told.ACCEPTED);
    tell(study, given(study), 2);
    assertThat(record(study).state()).isEqualTo(StudyState.COMPLETED);
    assertThat(store.trials(study))
        .extracting(it -> it.trial().state())
        .containsExactly(TrialState.COMPLETE, TrialState.PRUNED, TrialState.COMPLETE);
  }

  @Test
  void anEnqueuedTrialComesNextAndKeepsWhatIsFixed() {
    UUID study = study(5);
    studies.enqueue(study, Map.of("x", 1.25));

    assertThat(given(study).trial().parameters().get("x").value()).isEqualTo(1.25);
  }

  @Test
  void aStudyIsPausedResumedStoppedAndExtended() {
    UUID study = study(2);
    TrialRecord under = given(study);
    studies.pause(study);
    assertThat(studies.ask(study, "w")).isEqualTo(new Nothing(Reason.PAUSED));
    assertThat(tell(study, under, 1).told()).isEqualTo(Told.ACCEPTED);
    studies.resume(study);
    TrialRecord second = given(study);
    studies.stop(study);
    assertThat(record(study).state()).isEqualTo(StudyState.STOPPED);
    assertThat(stored(study, second.number()).trial().state()).isEqualTo(TrialState.FAIL);
    assertThatThrownBy(() -> studies.pause(study)).hasMessageContaining("has ended");

    studies.extend(study, new Budget(3, 3, null));

    tell(study, given(study), 1);
    tell(study, given(study), 1);
    assertThat(record(study).state()).isEqualTo(StudyState.COMPLETED);
  }

  @Test
  void aTrialMayAskForItsParametersAsItGoes() {
    StudySpec declared = spec(new Budget(3, 0, null), Choice.of("none"), 1);
    StudySpec open =
        new StudySpec(
            "open",
            declared.objectives(),
            null,
            Choice.of("auto"),
            declared.pruner(),
            3,
            1,
            declared.budget(),
            declared.leasing());
    UUID study = studies.create("default", open).id();
    int number = given(study).number();
    var x = studies.suggest(study, number, "x", FloatDistribution.uniform(0, 1));

    assertThat(server().suggest(study, number, "x", FloatDistribution.uniform(0, 1))).isEqualTo(x);
    assertThatThrownBy(() -> studies.suggest(study, number, "x", IntDistribution.uniform(0, 1)))
        .isInstanceOf(StudyException.class);
  }

  @Test
  void anotherServerGoesOnWithTheSameProposals() {
    UUID unbroken = study(30);
    UUID broken = studies.create("other", spec(new Budget(30, 3, null), Choice.of("none"), 8)).id();
    List<Object> expected = new ArrayList<>();
    List<Object> seen = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      TrialRecord trial = given(unbroken);
      expected.add(values(trial));
      tell(unbroken, trial, loss(trial));
      Studies fresh = server();
      TrialRecord same = given(fresh, broken);
      seen.add(values(same));
      server().tell(broken, i, token(same), Outcome.completed(loss(same)), "");
    }

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void serversNeverGiveTheSameTrialTwiceAndTheBudgetIsExact() throws Exception {
    UUID study = study(new Budget(40, 100, null), Choice.of("none"), 8);
    Set<String> told = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> workers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        var random = new Random(i);
        Studies server = server();
        workers.add(threads.submit(() -> work(server, study, random)));
      }
      for (var worker : workers) {
        worker.get().forEach(it -> assertThat(told.add(it)).isTrue());
      }
    }

    assertThat(told).hasSize(40);
    assertThat(store.trials(study))
        .filteredOn(it -> it.trial().state() == TrialState.COMPLETE)
        .hasSize(40);
    assertThat(record(study).state()).isEqualTo(StudyState.COMPLETED);
  }

  /** Works until the study has ended; a quarter of its trials fail. Returns what it has told. */
  private static List<String> work(Studies server, UUID study, Random random) {
    List<String> told = new ArrayList<>();
    Asked asked = server.ask(study, "w");
    while (!asked.equals(new Nothing(Reason.ENDED))) {
      if (asked instanceof Given(TrialRecord trial)) {
        boolean fails = random.nextInt(4) == 0;
        Outcome outcome = fails ? Outcome.failed() : Outcome.completed(loss(trial));
        Heard heard = server.tell(study, trial.number(), token(trial), outcome, "");
        if (heard.told() == Told.ACCEPTED && !fails) {
          told.add(study + "/" + trial.number());
        }
      }
      asked = server.ask(study, "w");
    }
    return told;
  }

  @Test
  void whatCouldNotBeStoredHasNotHappened() {
    var failing = new AtomicInteger();
    StudyStore unsafe =
        new Forwarding(store) {
          @Override
          public boolean commit(StudyRecord next, List<TrialChange> changes) {
            if (failing.getAndDecrement() > 0) {
              throw new StoreUnavailableException(
                  "the database is away", new java.io.IOException("reset"));
            }
            return super.commit(next, changes);
          }
        };
    var server = new Studies(unsafe, UUID::randomUUID, () -> "t" + tokens.incrementAndGet(), clock);
    UUID study = study(5);
    failing.set(1);

    assertThatThrownBy(() -> server.ask(study, "w")).isInstanceOf(StoreUnavailableException.class);

    assertThat(given(server, study).number()).isZero();
    assertThat(store.trials(study)).hasSize(1);
  }

  /** A store that another one stands behind. */
  private static class Forwarding implements StudyStore {
    private final StudyStore behind;

    Forwarding(StudyStore behind) {
      this.behind = behind;
    }

    @Override
    public boolean create(StudyRecord study) {
      return behind.create(study);
    }

    @Override
    public Optional<StudyRecord> find(UUID study) {
      return behind.find(study);
    }

    @Override
    public Optional<StudyRecord> find(String project, String name) {
      return behind.find(project, name);
    }

    @Override
    public List<StudyRecord> list(String project, @Nullable StudyRecord after, int limit) {
      return behind.list(project, after, limit);
    }

    @Override
    public List<TrialRecord> trials(UUID study) {
      return behind.trials(study);
    }

    @Override
    public boolean commit(StudyRecord next, List<TrialChange> changes) {
      return behind.commit(next, changes);
    }

    @Override
    public void delete(UUID study) {
      behind.delete(study);
    }
  }
}
