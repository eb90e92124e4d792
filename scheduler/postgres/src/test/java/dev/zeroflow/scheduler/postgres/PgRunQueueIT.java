package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.PostgresUnderTest.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunQueueContract;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.run.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgRunQueueIT extends RunQueueContract {
  private static final RunEvent.Requested CANCEL = new RunEvent.CancelRequested();

  @Override
  protected StoreUnderTest store() {
    return PostgresUnderTest.empty();
  }

  @Test
  void answersAreForgottenAfterADayAHundredAtATime() {
    UUID run = submit();
    long open = queue.post("default", run, CANCEL).orElseThrow();
    for (int i = 0; i < 150; i++) {
      long request = queue.post("default", run, CANCEL).orElseThrow();
      queue.refuse(List.of(new RunCommit.Answer(request, "no")));
    }
    store.pass().accept(Duration.ofHours(23));
    queue.post("default", run, CANCEL);
    assertThat(column("SELECT id FROM scheduling.request")).hasSize(152);
    store.pass().accept(Duration.ofHours(2));
    queue.post("default", run, CANCEL);
    assertThat(column("SELECT id FROM scheduling.request")).hasSize(53);
    queue.post("default", run, CANCEL);
    assertThat(column("SELECT id FROM scheduling.request WHERE answered_at IS NULL"))
        .hasSize(4)
        .contains(Long.toString(open));
  }
}
