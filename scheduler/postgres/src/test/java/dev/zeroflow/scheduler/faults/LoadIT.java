package dev.zeroflow.scheduler.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.engine.RunControl;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large runs, limits, poison, and people who ask for everything at once. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadIT {
  private static final FaultWorld WORLD = new FaultWorld();
  private static final Duration LONG = Duration.ofSeconds(120);

  @AfterEach
  void reset() {
    WORLD.reset();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void aRunOfTenThousandStepsEnds() {
    WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.grid(100, 100));
    WORLD.awaitAll(LONG);
    assertThat(WORLD.state(run)).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(WORLD.load(run).tasks().get("s99-99").outputs().parameters())
        .isEqualTo(Map.of("n", 100L));
    WORLD.check();
  }

  @Test
  void aLoopOverTenThousandItemsCollectsThemInOrder() {
    WORLD.scheduler("a");
    Object[] items = LongStream.range(0, 10_000).boxed().toArray();
    UUID run =
        WORLD.submit(
            PipelineText.with(
                root ->
                    root.task("each")
                        .outputParameter("n", "NUMBER_INTEGER")
                        .forEach("n", "NUMBER_INTEGER", items)));
    WORLD.awaitAll(LONG);
    assertThat(WORLD.load(run).tasks().get("each").outputs().parameters())
        .isEqualTo(Map.of("n", LongStream.rangeClosed(1, 10_000).boxed().toList()));
  }

  @Test
  void aChainOfFiveHundredStepsEnds() {
    WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.chain(500));
    WORLD.awaitAll(LONG);
    assertThat(WORLD.load(run).tasks().get("s499").outputs().parameters())
        .isEqualTo(Map.of("n", 500L));
    WORLD.check();
  }

  @Test
  void projectsShareALimitFairly() {
    WORLD.scheduler("a", 64);
    List<UUID> runs = limited();
    WORLD.awaitAll(LONG);
    assertThat(runs).allMatch(run -> WORLD.state(run) == RuntimeState.SUCCEEDED);
    assertFair();
    WORLD.check();
  }

  @Test
  void severalSchedulersTogetherNeverExceedALimit() {
    WORLD.scheduler("a", 64);
    WORLD.scheduler("b", 64);
    List<UUID> runs = limited();
    WORLD.awaitAll(LONG);
    assertThat(runs).allMatch(run -> WORLD.state(run) == RuntimeState.SUCCEEDED);
    assertThat(atOnce(List.of("one", "two", "three", "small"))).isLessThanOrEqualTo(32);
    assertThat(atOnce(List.of("small"))).isLessThanOrEqualTo(4);
    WORLD.check();
  }

  /** Three projects with a thousand steps each, and one that may use four slots. */
  private static List<UUID> limited() {
    WORLD.postgres.execute(
        "INSERT INTO scheduling.concurrency_limit (scope, name, slots)"
            + " VALUES ('EVERYTHING', '', 32), ('PROJECT', 'small', 4)");
    WORLD.functions.on(
        call -> {
          Waits.pause(Duration.ofMillis(15));
          return FunctionServer.Answer.sum(call);
        });
    List<UUID> runs = new ArrayList<>();
    for (String project : List.of("one", "two", "three")) {
      for (int i = 0; i < 4; i++) {
        runs.add(WORLD.submit(project, Shapes.fan(250)));
      }
    }
    runs.add(WORLD.submit("small", Shapes.fan(60)));
    return runs;
  }

  /** Most calls at once, from the ledger. */
  private static long atOnce(List<String> projects) {
    List<long[]> edges = new ArrayList<>();
    WORLD.functions.ledger().stream()
        .filter(it -> projects.contains(it.project()))
        .forEach(
            it -> {
              edges.add(new long[] {it.begun(), 1});
              edges.add(new long[] {it.ended(), -1});
            });
    edges.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    long now = 0;
    long most = 0;
    for (long[] edge : edges) {
      now += edge[1];
      most = Math.max(most, now);
    }
    return most;
  }

  /** While all three have work, each gets a third, within a tenth of that. */
  private static void assertFair() {
    List<FunctionServer.Entry> ledger =
        WORLD.functions.ledger().stream().filter(it -> !it.project().equals("small")).toList();
    List<FunctionServer.Entry> middle = ledger.subList(ledger.size() / 6, ledger.size() / 2);
    for (String project : List.of("one", "two", "three")) {
      long count = middle.stream().filter(it -> it.project().equals(project)).count();
      assertThat((double) count / middle.size()).as(project).isBetween(0.3, 0.367);
    }
  }

  @Test
  void aPoisonedRunFailsAndOthersDoNot() {
    WORLD.functions.on(
        call -> {
          if (call.project().equals("huge")) {
            return FunctionServer.Answer.outputs(Map.of("n", "x".repeat(20_000_000)));
          }
          return call.project().equals("crash")
              ? FunctionServer.Answer.lost()
              : FunctionServer.Answer.sum(call);
        });
    WORLD.scheduler("a");
    UUID huge = WORLD.submit("huge", Shapes.chain(2));
    UUID crash = WORLD.submit("crash", Shapes.chain(2));
    UUID unreadable = WORLD.submit("unreadable", Shapes.chain(3));
    WORLD.postgres.execute(
        "UPDATE scheduling.run SET parameters = '{\"a\": }' WHERE id = '" + unreadable + "'");
    List<UUID> good = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      good.add(WORLD.submit("good", Shapes.chain(40)));
    }
    WORLD.awaitAll(LONG);
    assertThat(good).allMatch(run -> WORLD.state(run) == RuntimeState.SUCCEEDED);
    assertThat(WORLD.state(huge)).isEqualTo(RuntimeState.FAILED);
    assertThat(WORLD.state(crash)).isEqualTo(RuntimeState.FAILED);
    assertThat(WORLD.load(crash).tasks().get("s0").losses()).isPositive();
  }

  @Test
  void aLoopOverTooManyItemsFailsItsRunWithAReason() {
    WORLD.functions.on(
        call -> FunctionServer.Answer.outputs(Map.of("items", Arrays.asList(new Object[200_000]))));
    WORLD.scheduler("a");
    UUID run =
        WORLD.submit(
            PipelineText.with(
                root -> {
                  root.task("make").outputParameter("items", "LIST");
                  root.task("each")
                      .parameter("items", "LIST", PipelineText.taskParameter("make", "items"))
                      .outputParameter("n", "NUMBER_INTEGER")
                      .forEachOf("items", "n", "NUMBER_INTEGER");
                }));
    WORLD.awaitAll(LONG);
    assertThat(WORLD.state(run)).isEqualTo(RuntimeState.FAILED);
    assertThat(WORLD.load(run).run().error()).isNotNull();
  }

  @Test
  void ofManyRequestsAtOnceEachIsAnsweredAndTheyLeadToOneState() {
    WORLD.functions.on(
        call -> {
          Waits.pause(Duration.ofMillis(5));
          return call.attempt() == 1 && call.task().endsWith("7")
              ? FunctionServer.Answer.error("USER")
              : FunctionServer.Answer.sum(call);
        });
    WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.grid(4, 30));
    var outcomes = new ConcurrentLinkedQueue<RunControl.Outcome>();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      var random = new Random(i);
      clients.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int j = 0; j < 5; j++) {
                      outcomes.add(WORLD.control.ask("default", run, request(random.nextInt(4))));
                    }
                  }));
    }
    clients.forEach(LoadIT::join);
    assertThat(outcomes)
        .hasSize(100)
        .allMatch(
            it ->
                it instanceof RunControl.Outcome.Done || it instanceof RunControl.Outcome.Refused);
    WORLD.control.ask("default", run, new RunEvent.ResumeRequested());
    WORLD.control.ask("default", run, new RunEvent.CancelRequested());
    WORLD.awaitAll(LONG);
    for (int i = 0; i < 10 && WORLD.state(run) != RuntimeState.SUCCEEDED; i++) {
      assertThat(WORLD.control.ask("default", run, new RunEvent.RerunRequested()))
          .isEqualTo(new RunControl.Outcome.Done());
      WORLD.awaitAll(LONG);
    }
    assertThat(WORLD.state(run)).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(WORLD.load(run).tasks().values())
        .allMatch(task -> task.state() == RuntimeState.SUCCEEDED)
        .extracting(Task::attempt)
        .allMatch(attempt -> attempt > 0);
    WORLD.check();
  }

  private static RunEvent.Requested request(int kind) {
    return switch (kind) {
      case 0 -> new RunEvent.CancelRequested();
      case 1 -> new RunEvent.PauseRequested();
      case 2 -> new RunEvent.ResumeRequested();
      default -> new RunEvent.RerunRequested();
    };
  }

  private static void join(Thread client) {
    try {
      client.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
