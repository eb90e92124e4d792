package dev.zeroflow.scheduler.port;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.port.Events.failed;
import static dev.zeroflow.scheduler.port.Events.hit;
import static dev.zeroflow.scheduler.port.Events.miss;
import static dev.zeroflow.scheduler.port.Events.slot;
import static dev.zeroflow.scheduler.port.Events.succeeded;
import static dev.zeroflow.scheduler.port.Owner.decide;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.TaskCache.Entry;
import dev.zeroflow.scheduler.port.TaskCache.Place;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TaskCache} does, and what commits put into it. */
public abstract class TaskCacheContract {
  private static final Map<String, String> PARTS = Map.of("component", "aa", "inputs", "bb");
  private static final Values MADE =
      new Values(
          members("n", 3L, "text", "it's"),
          Map.of(
              "table",
              List.of(
                  new ArtifactRef(
                      new UUID(3, 4),
                      "table",
                      "system.Dataset",
                      "s3://bucket/key",
                      "sha256:" + "a".repeat(64),
                      7,
                      Map.of("rows", 2L)))));
  private static final PipelineText ONE =
      PipelineText.with(
          root ->
              root.task("a")
                  .caching(null)
                  .outputParameter("n", "NUMBER_INTEGER")
                  .outputParameter("text", "STRING")
                  .outputArtifact("table"));

  private StoreUnderTest store;
  private TaskCache cache;
  private Owner owner;

  /** An empty store. */
  protected abstract StoreUnderTest store();

  @BeforeEach
  void open() {
    store = store();
    cache = store.cache();
    owner = new Owner(store, "one");
  }

  /** A run whose task {@code a} is executed and remembered. */
  private UUID executed(String project, String fingerprint) {
    UUID run = store.runs().submit(Submissions.of(ONE, project, Map.of(), null));
    assertThat(
            owner.commit(
                run, START, miss("a", fingerprint, PARTS), slot("a"), succeeded("a", MADE)))
        .isEqualTo(CommitResult.COMMITTED);
    store.pass().accept(Duration.ofSeconds(1));
    return run;
  }

  @Test
  void anEmptyCacheHasNothing() {
    assertThat(cache.find("p", "f")).isEmpty();
    assertThat(cache.nearest("p", "test", "a")).isEmpty();
    assertThat(cache.list("p", null, null, 10)).isEmpty();
    assertThat(cache.invalidate("p", null, null, null)).isZero();
    assertThat(cache.forget("p", "f")).isFalse();
  }

  @Test
  void whatATaskHasPutOutIsRememberedWithItsSuccess() {
    UUID run = executed("p", "f");
    Entry entry = cache.find("p", "f").orElseThrow();
    assertThat(entry.fingerprint()).isEqualTo("f");
    assertThat(entry.parts()).isEqualTo(PARTS);
    assertThat(entry.pipeline()).isEqualTo("test");
    assertThat(entry.task()).isEqualTo("a");
    assertThat(entry.path()).isEqualTo("a");
    assertThat(entry.run()).isEqualTo(run);
    assertThat(entry.outputs()).isEqualTo(MADE);
    assertThat(cache.list("p", null, null, 10)).containsExactly(entry);
  }

  @Test
  void nobodySeesTheEntriesOfAnotherProject() {
    executed("p", "f");
    assertThat(cache.find("q", "f")).isEmpty();
    assertThat(cache.nearest("q", "test", "a")).isEmpty();
    assertThat(cache.list("q", null, null, 10)).isEmpty();
    assertThat(cache.invalidate("q", null, null, null)).isZero();
    assertThat(cache.forget("q", "f")).isFalse();
    assertThat(cache.find("p", "f")).isPresent();
  }

  @Test
  void onlyWhatWasExecutedAndSucceededIsRemembered() {
    UUID failing = store.runs().submit(Submissions.of(ONE, "p", Map.of(), null));
    owner.commit(failing, START, miss("a", "f1", PARTS), slot("a"), failed("a"));
    UUID reusing = store.runs().submit(Submissions.of(ONE, "p", Map.of(), null));
    owner.commit(reusing, START, hit("a", "f2", failing, MADE));
    UUID unknown = store.runs().submit(Submissions.of(ONE, "p", Map.of(), null));
    owner.commit(unknown, START, miss("a", "", Map.of()), slot("a"), succeeded("a", MADE));
    UUID plain = store.runs().submit(Submissions.of(Submissions.ONE, "p", Map.of(), null));
    owner.commit(plain, START, slot("a"), succeeded("a"));
    assertThat(cache.list("p", null, null, 10)).isEmpty();
  }

  @Test
  void aDecisionThatIsNotCommittedIsNotRemembered() {
    UUID run = store.runs().submit(Submissions.of(ONE, "p", Map.of(), null));
    RunSnapshot stale = owner.load(run);
    owner.commit(run, START);
    owner.commit(run, miss("a", "f", PARTS));
    assertThat(
            owner.commit(
                decide(stale, START, miss("a", "f", PARTS), slot("a"), succeeded("a", MADE))))
        .isEqualTo(CommitResult.CONFLICT);
    assertThat(cache.find("p", "f")).isEmpty();
  }

  @Test
  void theNewestOfAFingerprintCounts() {
    executed("p", "f");
    UUID later = executed("p", "f");
    assertThat(cache.find("p", "f").orElseThrow().run()).isEqualTo(later);
    assertThat(cache.list("p", null, null, 10)).hasSize(1);
  }

  @Test
  void twoRunsOfOneFingerprintMayEndTogether() {
    UUID first = store.runs().submit(Submissions.of(ONE, "p", Map.of(), null));
    UUID second = store.runs().submit(Submissions.of(ONE, "p", Map.of(), null));
    List<RunCommit> commits =
        List.of(first, second).stream()
            .map(
                run ->
                    owner.ready(
                        decide(
                            owner.load(run),
                            START,
                            miss("a", "f", PARTS),
                            slot("a"),
                            succeeded("a", MADE))))
            .toList();
    assertThat(store.runs().commit(commits)).containsOnly(CommitResult.COMMITTED);
    assertThat(cache.find("p", "f").orElseThrow().run()).isIn(first, second);
  }

  @Test
  void theNearestIsTheNewestOfTheSameTask() {
    executed("p", "f1");
    UUID newest = executed("p", "f2");
    assertThat(cache.nearest("p", "test", "a").orElseThrow().run()).isEqualTo(newest);
    assertThat(cache.nearest("p", "test", "b")).isEmpty();
    assertThat(cache.nearest("p", "other", "a")).isEmpty();
  }

  @Test
  void iterationsOfALoopAreTheSameTask() {
    UUID run =
        store
            .runs()
            .submit(
                Submissions.of(
                    PipelineText.with(
                        root ->
                            root.graph("g", inner -> inner.task("a").caching(null))
                                .forEach("item", "STRING", "x", "y")),
                    "p",
                    Map.of(),
                    null));
    owner.commit(run, START, miss("g/1/a", "f", PARTS), slot("g/1/a"), succeeded("g/1/a"));
    Entry entry = cache.nearest("p", "test", "g/a").orElseThrow();
    assertThat(entry.path()).isEqualTo("g/1/a");
    assertThat(entry.task()).isEqualTo("g/a");
  }

  @Test
  void entriesAreListedByPageNewestFirst() {
    for (int i = 0; i < 5; i++) {
      executed("p", "f" + i);
    }
    List<Entry> first = cache.list("p", null, null, 2);
    assertThat(first).extracting(Entry::fingerprint).containsExactly("f4", "f3");
    // What is gone by then is no less a place.
    assertThat(cache.forget("p", "f3")).isTrue();
    assertThat(cache.list("p", "test", place(first.getLast()), 2))
        .extracting(Entry::fingerprint)
        .containsExactly("f2", "f1");
    assertThat(cache.list("p", "other", null, 2)).isEmpty();
    List<Entry> all = cache.list("p", null, null, 10);
    assertThat(cache.list("p", null, place(all.getLast()), 10)).isEmpty();
  }

  @Test
  void entriesOfOneTimeAreListedByFingerprint() {
    executed("p", "f");
    Entry entry = cache.list("p", null, null, 10).getFirst();
    assertThat(cache.list("p", null, new Place(entry.createdAt(), "e"), 10)).containsExactly(entry);
    assertThat(cache.list("p", null, new Place(entry.createdAt(), "g"), 10)).isEmpty();
  }

  private static Place place(Entry entry) {
    return new Place(entry.createdAt(), entry.fingerprint());
  }

  @Test
  void entriesAreForgottenOneByOneOrByWhatTheyHaveInCommon() {
    executed("p", "f1");
    executed("p", "f2");
    executed("p", "f3");
    assertThat(cache.forget("p", "f1")).isTrue();
    assertThat(cache.forget("p", "f1")).isFalse();
    assertThat(cache.invalidate("p", "other", null, null)).isZero();
    assertThat(cache.invalidate("p", null, "b", null)).isZero();
    assertThat(cache.invalidate("p", "test", "a", null)).isEqualTo(2);
    assertThat(cache.list("p", null, null, 10)).isEmpty();
  }

  @Test
  void oldEntriesAreForgottenAlone() {
    executed("p", "old");
    store.pass().accept(Duration.ofHours(2));
    executed("p", "new");
    assertThat(cache.invalidate("p", null, null, Duration.ofHours(3))).isZero();
    assertThat(cache.invalidate("p", null, null, Duration.ofHours(1))).isEqualTo(1);
    assertThat(cache.find("p", "old")).isEmpty();
    assertThat(cache.find("p", "new")).isPresent();
  }
}
