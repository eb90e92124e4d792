package dev.zeroflow.scheduler.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.engine.RunControl;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RuntimeState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results that are lost, repeated, early, late or forged. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompletionFaultsIT {
  private static final FaultWorld WORLD = new FaultWorld();
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AfterEach
  void reset() {
    WORLD.reset();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  /** Sends a result as a function does; the status tells what became of it. */
  private static int complete(FunctionServer.Call call, String token) {
    String body = Json.write(FunctionServer.Answer.sum(call).body());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(call.scheduler() + "/complete"))
            .header("Authorization", token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Test
  void anAnswerThatIsLostCostsASecondAttemptAndNothingElse() {
    var random = new Random(2);
    WORLD.functions.on(
        call ->
            call.attempt() == 1 && random.nextInt(3) == 0
                ? FunctionServer.Answer.lost()
                : FunctionServer.Answer.sum(call));
    WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.grid(4, 10));
    WORLD.awaitAll(LONG);
    assertThat(WORLD.state(run)).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(WORLD.load(run).tasks().values()).anyMatch(task -> task.losses() > 0);
    assertThat(WORLD.load(run).tasks().values()).allMatch(task -> task.failures() == 0);
    WORLD.check();
  }

  @Test
  void resultsThatComeUpToFiveTimesInAnyOrderCountOnce() {
    Queue<Thread> senders = new ConcurrentLinkedQueue<>();
    var accepted = new AtomicInteger();
    var random = new Random(3);
    WORLD.functions.on(
        call -> {
          int times = 1 + random.nextInt(5);
          for (int i = 0; i < times; i++) {
            Duration delay = Duration.ofMillis(random.nextInt(60));
            senders.add(
                Thread.ofVirtual()
                    .start(
                        () -> {
                          Waits.pause(delay);
                          if (complete(call, call.token()) == 204) {
                            accepted.incrementAndGet();
                          }
                        }));
          }
          return FunctionServer.Answer.later();
        });
    WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.grid(5, 8));
    WORLD.awaitAll(LONG);
    senders.forEach(CompletionFaultsIT::join);
    assertThat(WORLD.state(run)).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(accepted).hasValue(40);
    WORLD.check();
  }

  private static void join(Thread sender) {
    try {
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aResultMayComeBeforeTheFunctionHasSaidThatItWillCome() {
    var statuses = new ConcurrentLinkedQueue<Integer>();
    WORLD.functions.on(
        call -> {
          statuses.add(complete(call, call.token()));
          return FunctionServer.Answer.later();
        });
    WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.chain(10));
    WORLD.awaitAll(LONG);
    assertThat(WORLD.state(run)).isEqualTo(RuntimeState.SUCCEEDED);
    assertThat(statuses).containsOnly(204);
    WORLD.check();
  }

  @Test
  void aForgedResultIsRefusedAndChangesNothing() {
    var calls = new ConcurrentLinkedQueue<FunctionServer.Call>();
    WORLD.functions.on(
        call -> {
          calls.add(call);
          return FunctionServer.Answer.later();
        });
    WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.chain(2));
    WORLD.awaitCalls(1);
    FunctionServer.Call call = calls.element();
    List<String> forged = new ArrayList<>(List.of("", "nonsense"));
    forged.add(call.token().substring(0, call.token().length() - 2) + "AA");
    forged.add(call.token() + "A");
    assertThat(forged).allMatch(token -> complete(call, token) == 401);
    assertThat(WORLD.load(run).tasks().get("s0").state()).isEqualTo(RuntimeState.RUNNING);
    WORLD.functions.on(FunctionServer.Answer::sum);
    assertThat(complete(call, call.token())).isEqualTo(204);
    WORLD.awaitAll(LONG);
    assertThat(complete(call, call.token())).as("replayed").isEqualTo(200);
    WORLD.check();
  }

  @Test
  void aResultForARunThatIsCanceledOrDeletedWakesNothing() {
    var calls = new ConcurrentLinkedQueue<FunctionServer.Call>();
    WORLD.functions.on(
        call -> {
          calls.add(call);
          return FunctionServer.Answer.later();
        });
    WORLD.scheduler("a");
    UUID canceled = WORLD.submit(Shapes.chain(2));
    WORLD.awaitCalls(1);
    assertThat(WORLD.control.ask("default", canceled, new RunEvent.CancelRequested()))
        .isEqualTo(new RunControl.Outcome.Done());
    FunctionServer.Call late = calls.element();
    complete(late, late.token());
    Waits.until("the end", LONG, () -> WORLD.ended(canceled));
    assertThat(WORLD.state(canceled)).isEqualTo(RuntimeState.CANCELED);
    assertThat(complete(late, late.token())).isEqualTo(200);
    assertThat(WORLD.state(canceled)).isEqualTo(RuntimeState.CANCELED);
    WORLD.check();
    WORLD.postgres.execute("DELETE FROM scheduling.run WHERE id = '" + canceled + "'");
    assertThat(complete(late, late.token())).isEqualTo(200);
    assertThat(WORLD.postgres.value("SELECT count(*) FROM scheduling.run")).isEqualTo("0");
  }

  @Test
  void lostAndFailedAttemptsAreCountedApart() {
    WORLD.functions.on(
        call ->
            switch (call.attempt()) {
              case 1 -> FunctionServer.Answer.lost();
              case 2 -> FunctionServer.Answer.error("USER");
              case 3 -> FunctionServer.Answer.lost();
              default -> FunctionServer.Answer.sum(call);
            });
    WORLD.scheduler("a");
    UUID run = WORLD.submit(Shapes.one(1));
    WORLD.awaitAll(LONG);
    var task = WORLD.load(run).tasks().get("s0");
    assertThat(task.losses()).isEqualTo(2);
    assertThat(task.failures()).isEqualTo(1);
    assertThat(WORLD.state(run)).isEqualTo(RuntimeState.SUCCEEDED);
    WORLD.check();
  }

  @Test
  void aStepThatEndsWithoutItsOutputFailsItsRunOnly() {
    WORLD.functions.on(
        call ->
            call.run().isEmpty() || call.project().equals("bad")
                ? FunctionServer.Answer.outputs(Map.of())
                : FunctionServer.Answer.sum(call));
    WORLD.scheduler("a");
    UUID bad = WORLD.submit("bad", Shapes.chain(2));
    UUID good = WORLD.submit("good", Shapes.chain(20));
    WORLD.awaitAll(LONG);
    assertThat(WORLD.state(bad)).isEqualTo(RuntimeState.FAILED);
    assertThat(WORLD.state(good)).isEqualTo(RuntimeState.SUCCEEDED);
    WORLD.check();
  }
}
