package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.registry.VersionChange;
import dev.zeroflow.metadata.webhook.Delivery;
import dev.zeroflow.metadata.webhook.Delivery.State;
import dev.zeroflow.metadata.webhook.DeliveryQueue.Due;
import dev.zeroflow.metadata.webhook.Outcome.Delivered;
import dev.zeroflow.metadata.webhook.Outcome.GivenUp;
import dev.zeroflow.metadata.webhook.Outcome.TryAgain;
import dev.zeroflow.metadata.webhook.Webhook;
import dev.zeroflow.metadata.webhook.Webhook.Status;
import dev.zeroflow.metadata.webhook.WebhookChange;
import dev.zeroflow.metadata.webhook.WebhookEvent;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgDeliveryQueueTest extends WebhookStoreTest {
  private static final Instant LATER = NOW.plusSeconds(30);

  /** Servers are asked for everything that is due, in all projects: so nothing may be left. */
  @BeforeEach
  void nothingElseWaits() {
    new Database(POOL).run("DELETE FROM metadata.webhook", Tuple.tuple());
  }

  private void tag(String value) {
    registry.change(ann, "a", "1", VersionChange.tag("k", value));
  }

  private Webhook tagged(String name) {
    return webhook(name, WebhookEvent.MODEL_VERSION_TAG_SET);
  }

  private List<UUID> claim(String holder, Instant now) {
    return queue.claim(holder, now, now.plusSeconds(30), List.of(), 10);
  }

  private Optional<Due> next(Webhook webhook, Instant now) {
    return queue.next(webhook.id(), "here", now, now.plusSeconds(30));
  }

  private Delivery newest(Webhook webhook) {
    return webhooks.deliveries(project, List.of(webhook.id()), 1).get(webhook.id()).getFirst();
  }

  @Test
  void theOldestIsSentFirstAndTheNextOnlyBehindIt() {
    version("a", 1);
    Webhook webhook = tagged("w");
    tag("first");
    tag("second");
    assertThat(claim("here", NOW)).containsExactly(webhook.id());
    Due first = next(webhook, NOW).orElseThrow();
    assertThat(first.body()).contains("first");
    assertThat(first.webhook()).isEqualTo(webhook);
    queue.record(first.delivery(), new TryAgain(NOW.plusSeconds(5), 500, "tired"), NOW);
    assertThat(next(webhook, NOW)).isEmpty();
    Due again = next(webhook, NOW.plusSeconds(5)).orElseThrow();
    assertThat(again.delivery()).isEqualTo(first.delivery());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.attempts()).isEqualTo(1);
    queue.record(first.delivery(), new Delivered(200), NOW);
    assertThat(next(webhook, NOW).orElseThrow().body()).contains("second");
  }

  @Test
  void whatBecameOfItIsKept() {
    version("a", 1);
    Webhook webhook = tagged("w");
    tag("x");
    claim("here", NOW);
    UUID id = next(webhook, NOW).orElseThrow().delivery();
    queue.record(id, new TryAgain(LATER, null, "away"), NOW);
    assertThat(newest(webhook))
        .isEqualTo(
            new Delivery(
                id,
                WebhookEvent.MODEL_VERSION_TAG_SET,
                State.WAITING,
                1,
                LATER,
                null,
                "away",
                NOW,
                null));
    queue.record(id, new GivenUp(404, "gone"), LATER);
    Delivery ended = newest(webhook);
    assertThat(ended.state()).isEqualTo(State.GIVEN_UP);
    assertThat(ended.attempts()).isEqualTo(2);
    assertThat(ended.status()).isEqualTo(404);
    assertThat(ended.error()).isEqualTo("gone");
    assertThat(ended.endedAt()).isEqualTo(LATER);
    queue.record(id, new Delivered(200), LATER);
    assertThat(newest(webhook)).isEqualTo(ended);
  }

  @Test
  void oneServerAtATimeSendsToAWebhook() {
    version("a", 1);
    Webhook webhook = tagged("w");
    tag("x");
    assertThat(claim("here", NOW)).containsExactly(webhook.id());
    assertThat(claim("there", NOW)).isEmpty();
    assertThat(queue.next(webhook.id(), "there", NOW, LATER)).isEmpty();
    assertThat(queue.claim("here", NOW, LATER, List.of(webhook.id()), 10)).isEmpty();
    // A server that comes back has its name again.
    assertThat(claim("here", NOW)).containsExactly(webhook.id());
    assertThat(claim("there", LATER)).containsExactly(webhook.id());
    assertThat(next(webhook, LATER)).isEmpty();
    queue.release(webhook.id(), "here");
    assertThat(queue.next(webhook.id(), "there", LATER, LATER)).isPresent();
    queue.release(webhook.id(), "there");
    assertThat(claim("here", LATER)).containsExactly(webhook.id());
  }

  @Test
  void nothingIsDueWhileNothingWaits() {
    version("a", 1);
    assertThat(queue.nextDue("here", List.of())).isEmpty();
    Webhook webhook = tagged("w");
    assertThat(queue.nextDue("here", List.of())).isEmpty();
    tag("x");
    assertThat(queue.nextDue("here", List.of())).contains(NOW);
    assertThat(queue.nextDue("here", List.of(webhook.id()))).isEmpty();
    claim("there", NOW);
    assertThat(queue.nextDue("here", List.of())).contains(LATER);
    assertThat(queue.nextDue("there", List.of())).contains(NOW);
  }

  @Test
  void whatWaitsForADisabledWebhookGoesOnWhenItIsNot() {
    version("a", 1);
    Webhook webhook = tagged("w");
    tag("x");
    status(webhook, Status.DISABLED);
    assertThat(claim("here", NOW)).isEmpty();
    assertThat(queue.nextDue("here", List.of())).isEmpty();
    status(webhook, Status.ACTIVE);
    assertThat(claim("here", NOW)).containsExactly(webhook.id());
    status(webhook, Status.DISABLED);
    assertThat(next(webhook, NOW)).isEmpty();
  }

  private void status(Webhook webhook, Status status) {
    webhooks.change(ann, webhook.id(), new WebhookChange(null, null, null, null, null, status));
  }

  @Test
  void aWebhookThatWaitsHoldsUpNoOther() {
    version("a", 1);
    Webhook slow = tagged("slow");
    Webhook fast = tagged("fast");
    tag("x");
    claim("here", NOW);
    UUID waiting = next(slow, NOW).orElseThrow().delivery();
    queue.record(waiting, new TryAgain(LATER, 503, "tired"), NOW);
    queue.release(slow.id(), "here");
    queue.release(fast.id(), "here");
    assertThat(claim("here", NOW)).containsExactly(fast.id());
  }

  @Test
  void onlySoManyThatHaveEndedAreKept() {
    version("a", 1);
    Webhook webhook = tagged("w");
    claim("here", NOW);
    for (int i = 0; i < Delivery.MAX_KEPT + 3; i++) {
      tag("v" + i);
      if (i == 0) {
        claim("here", NOW);
      }
      queue.record(next(webhook, NOW).orElseThrow().delivery(), new Delivered(200), NOW);
    }
    assertThat(webhooks.deliveries(project, List.of(webhook.id()), 1_000).get(webhook.id()))
        .hasSize(Delivery.MAX_KEPT);
  }

  @Test
  void aWebhookThatIsDeletedIsToldNothingMore() {
    version("a", 1);
    Webhook webhook = tagged("w");
    tag("x");
    claim("here", NOW);
    UUID id = next(webhook, NOW).orElseThrow().delivery();
    webhooks.delete(ann, webhook.id());
    queue.record(id, new Delivered(200), NOW);
    queue.release(webhook.id(), "here");
    assertThat(next(webhook, NOW)).isEmpty();
    assertThat(claim("here", NOW)).isEmpty();
  }
}
