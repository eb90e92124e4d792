package dev.zeroflow.app.server;

import dev.zeroflow.app.egress.AllowedHost;
import dev.zeroflow.app.egress.EgressClient;
import dev.zeroflow.app.egress.EgressGuard;
import dev.zeroflow.app.egress.Resolver;
import dev.zeroflow.app.webhook.CheckedWebhooks;
import dev.zeroflow.app.webhook.DeliveryTurns;
import dev.zeroflow.app.webhook.SealedSecrets;
import dev.zeroflow.app.webhook.WebhookCaller;
import dev.zeroflow.metadata.webhook.DeliveryQueue;
import dev.zeroflow.metadata.webhook.Webhooks;
import dev.zeroflow.store.PgDeliveryQueue;
import dev.zeroflow.store.PgWebhooks;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Binds webhooks to Postgres, and calls of chosen addresses to the network. */
@Dependent
class WebhookBeans {
  @Produces
  @Singleton
  Resolver resolver() {
    return host -> List.of(InetAddress.getAllByName(host));
  }

  @Produces
  @Singleton
  EgressClient egress(Vertx vertx, Resolver resolver, ServerConfig config) {
    List<AllowedHost> allowed =
        config.egress().allowedHosts().orElse(List.of()).stream().map(AllowedHost::of).toList();
    return new EgressClient(vertx, new EgressGuard(resolver, allowed), config.egress().timeout());
  }

  void close(@Disposes EgressClient egress) {
    egress.close();
  }

  @Produces
  @Singleton
  Webhooks webhooks(Pool pool, ServerConfig config) {
    byte[] master = config.secretKey().getBytes(StandardCharsets.UTF_8);
    return new PgWebhooks(pool, new SealedSecrets(master, new SecureRandom()));
  }

  @Produces
  @Singleton
  DeliveryQueue deliveries(Pool pool) {
    return new PgDeliveryQueue(pool);
  }

  @Produces
  @Singleton
  WebhookCaller webhookCaller(EgressClient egress, Webhooks webhooks) {
    return new WebhookCaller(egress, webhooks);
  }

  @Produces
  @Singleton
  CheckedWebhooks checkedWebhooks(
      Webhooks webhooks, WebhookCaller caller, EgressClient egress, Supplier<UUID> ids) {
    return new CheckedWebhooks(webhooks, caller, egress, ids);
  }

  @Produces
  @Singleton
  DeliveryTurns deliveryTurns(
      DeliveryQueue queue,
      Webhooks webhooks,
      WebhookCaller caller,
      InstantSource clock,
      ServerConfig config) {
    var settings =
        new DeliveryTurns.Settings(
            config.scheduler().node(), () -> ThreadLocalRandom.current().nextDouble());
    return new DeliveryTurns(queue, webhooks, caller, clock, settings);
  }
}
