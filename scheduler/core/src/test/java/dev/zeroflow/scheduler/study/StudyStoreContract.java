package dev.zeroflow.scheduler.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.hpo.space.CategoricalDistribution;
import dev.zeroflow.hpo.space.FloatDistribution;
import dev.zeroflow.hpo.space.IntDistribution;
import dev.zeroflow.hpo.space.SearchSpace;
import dev.zeroflow.hpo.study.Direction;
import dev.zeroflow.hpo.study.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StudyStore} does. Projects are random, so that one database serves all tests.
 */
public abstract class StudyStoreContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final FloatDistribution RATE = FloatDistribution.logarithmic(1e-5, 1);

  private final String project = "p" + UUID.randomUUID().toString().substring(0, 8);

  protected abstract StudyStore store();

  private StudyRecord study(String name, int second) {
    var space =
        SearchSpace.of(
            Map.of(
                "rate", RATE,
                "units", IntDistribution.stepped(16, 512, 16),
                "kind", CategoricalDistribution.of("a", 2, 0.5, true, null)));
    var spec =
        new StudySpec(
            name,
            List.of(
                new Objective("loss", Direction.MINIMIZE),
                new Objective("accuracy", Direction.MAXIMIZE)),
            space,
            Choice.of("tpe", Map.of("startupTrials", 3.0)),
            Choice.of("median"),
            7,
            4,
            new Budget(20, 3, Duration.ofHours(2)),
            new StudySpec.Leasing(Duration.ofMinutes(3), 2));
    return StudyRecord.created(UUID.randomUUID(), project, spec, NOON.plusSeconds(second));
  }

  private Desk desk(StudyRecord study) {
    return new Desk(study, store().trials(study.id()));
  }

  private void commit(Desk desk) {
    Desk.Changes changes = desk.take();
    assertThat(store().commit(changes.study(), changes.trials())).isTrue();
  }

  @Test
  void aStudyComesBackAsItWasStored() {
    StudyRecord study = study("one", 0);

    assertThat(store().create(study)).isTrue();

    assertThat(store().find(study.id())).contains(study);
    assertThat(store().find(project, "one")).contains(study);
    assertThat(store().find(project, "other")).isEmpty();
    assertThat(store().find("elsewhere", "one")).isEmpty();
    assertThat(store().find(UUID.randomUUID())).isEmpty();
    assertThat(store().trials(study.id())).isEmpty();
  }

  @Test
  void aNameIsTakenOnceInAProject() {
    store().create(study("one", 0));

    assertThat(store().create(study("one", 1))).isFalse();
  }

  @Test
  void studiesAreListedNewestFirstInPages() {
    for (int i = 0; i < 5; i++) {
      store().create(study("s" + i, i));
    }

    List<StudyRecord> first = store().list(project, null, 3);
    List<StudyRecord> second = store().list(project, first.getLast(), 3);

    assertThat(first).extracting(it -> it.spec().name()).containsExactly("s4", "s3", "s2");
    assertThat(second).extracting(it -> it.spec().name()).containsExactly("s1", "s0");
  }

  @Test
  void everythingOfATrialComesBack() {
    StudyRecord study = study("one", 0);
    store().create(study);
    Desk desk = desk(study);
    desk.enqueue(Map.of("rate", 0.5), NOON);
    commit(desk);
    desk.ask("worker", "t0", NOON);
    desk.report(0, "t0", 1, new double[] {0.5, Double.NaN}, NOON);
    commit(desk);
    desk.report(0, "t0", 2, new double[] {0.25, Double.POSITIVE_INFINITY}, NOON);
    desk.constrain(0, "memory", -0.5);
    desk.note(0, "note", "a \"text\"\nwith lines, ü and \\u");
    desk.ask("", "t1", NOON.plusSeconds(1));
    commit(desk);
    desk.tell(0, "t0", Outcome.completed(0.1, Double.NEGATIVE_INFINITY), "", NOON.plusSeconds(2));
    desk.tell(1, "t1", Outcome.failed(), "it broke", NOON.plusSeconds(3));
    commit(desk);

    List<TrialRecord> stored = store().trials(study.id());

    assertThat(stored).containsExactly(desk.record(0), desk.record(1));
    assertThat(store().find(study.id())).contains(desk.record());
  }

  @Test
  void aTrialOfParametersAskedForOneByOneKeepsTheirOrder() {
    StudyRecord study = study("one", 0);
    store().create(study);
    Desk desk = desk(study);
    desk.ask("", "t0", NOON);
    desk.suggest(0, "z", FloatDistribution.uniform(0, 1));
    desk.suggest(0, "b", IntDistribution.uniform(1, 9));
    commit(desk);

    TrialRecord stored = store().trials(study.id()).getFirst();

    assertThat(stored.trial().parameters().keySet())
        .containsExactlyElementsOf(desk.record(0).trial().parameters().keySet());
    assertThat(stored.trial().assignment()).isEqualTo(desk.record(0).trial().assignment());
  }

  @Test
  void aCommitOnAnOlderRevisionChangesNothing() {
    StudyRecord study = study("one", 0);
    store().create(study);
    Desk slow = desk(study);
    Desk fast = desk(study);
    fast.ask("fast", "t0", NOON);
    commit(fast);
    slow.ask("slow", "t1", NOON);
    slow.pause();
    Desk.Changes late = slow.take();

    assertThat(store().commit(late.study(), late.trials())).isFalse();
    assertThat(store().find(study.id())).contains(fast.record());
    assertThat(store().trials(study.id())).containsExactly(fast.record(0));
  }

  @Test
  void theStateAndAChangedSpecificationAreKept() {
    StudyRecord study = study("one", 0);
    store().create(study);
    Desk desk = desk(study);
    desk.ask("", "t0", NOON);
    desk.finish(StudyState.STOPPED, "stopped", NOON.plusSeconds(5));
    commit(desk);
    assertThat(store().find(study.id())).contains(desk.record());
    desk.extend(new Budget(50, 3, null), NOON.plusSeconds(6));
    commit(desk);

    assertThat(store().find(study.id())).contains(desk.record());
    assertThat(desk.record().state()).isEqualTo(StudyState.RUNNING);
  }

  @Test
  void aDeletedStudyIsGoneWithItsTrials() {
    StudyRecord study = study("one", 0);
    store().create(study);
    Desk desk = desk(study);
    desk.ask("", "t0", NOON);
    commit(desk);

    store().delete(study.id());
    store().delete(study.id());

    assertThat(store().find(study.id())).isEmpty();
    assertThat(store().trials(study.id())).isEmpty();
    assertThat(store().create(study("one", 0))).isTrue();
  }
}
