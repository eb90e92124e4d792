package dev.zeroflow.app.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.api.UnavailableException;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class FollowingTest {
  private final EmbeddedChannel connection = new EmbeddedChannel();

  private void writable(boolean writable) {
    connection.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
  }

  @Test
  void anItemWaitsUntilTheConnectionHasSentWhatWasBefore() throws Exception {
    writable(false);
    var waiting = new FutureTask<>(() -> Following.taken(connection, "item"));
    Thread thread = Thread.ofPlatform().start(waiting);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(waiting.isDone()).isFalse();
    writable(true);
    assertThat(waiting.get()).isEqualTo("item");
  }

  @Test
  void aConnectionThatIsGoneEndsTheSubscription() {
    writable(false);
    var taken = new FutureTask<>(() -> Following.taken(connection, "item"));
    Thread.ofPlatform().start(taken);
    connection.eventLoop().execute(connection::close);
    connection.runPendingTasks();
    assertThatThrownBy(taken::get).hasCauseInstanceOf(UnavailableException.class);
  }
}
