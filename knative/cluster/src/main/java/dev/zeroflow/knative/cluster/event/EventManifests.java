package dev.zeroflow.knative.cluster.event;

import io.fabric8.knative.duck.v1.DeliverySpec;
import io.fabric8.knative.duck.v1.DeliverySpecBuilder;
import io.fabric8.knative.duck.v1.Destination;
import io.fabric8.knative.duck.v1.DestinationBuilder;
import io.fabric8.knative.eventing.v1.Broker;
import io.fabric8.knative.eventing.v1.BrokerBuilder;
import io.fabric8.knative.eventing.v1.SubscriptionsAPIFilter;
import io.fabric8.knative.eventing.v1.SubscriptionsAPIFilterBuilder;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.eventing.v1.TriggerBuilder;
import io.fabric8.knative.sources.v1.PingSource;
import io.fabric8.knative.sources.v1.PingSourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Renders a Broker, the Triggers that bring its events to the server, and a source that wakes it
 * up. Pure: the same settings give the same objects.
 */
public final class EventManifests {
  private static final String BROKER = "zeroflow";
  private static final String OBJECTS = "zeroflow-objects";
  private static final String WAKE_UPS = "zeroflow-wake-ups";
  private static final String INGRESS = "/api/v1/events";
  private static final String OURS = "dev.zeroflow.object.created";
  private static final String PING = "dev.knative.sources.ping";

  /** How adapters name events of S3; the rest is the name of the event. */
  private static final String S3 = "com.amazonaws.s3.";

  private final String namespace;
  private final String server;
  private final EventSettings settings;

  /**
   * @param namespace where the Broker lives: that of the server
   * @param server base address of the server
   */
  public EventManifests(String namespace, String server, EventSettings settings) {
    this.namespace = namespace;
    this.server = server;
    this.settings = settings;
  }

  public List<HasMetadata> objects() {
    return List.of(
        broker(),
        trigger(OBJECTS, objects(settings.buckets())),
        trigger(WAKE_UPS, exact(Map.of("type", PING, "source", wakeUpSource()))),
        wakeUps());
  }

  private Broker broker() {
    ObjectMeta metadata = metadata(BROKER);
    if (settings.brokerClass() != null) {
      metadata.setAnnotations(Map.of("eventing.knative.dev/broker.class", settings.brokerClass()));
    }
    return new BrokerBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withDelivery(delivery())
        .endSpec()
        .build();
  }

  /** Waits grow as they do at the server: what is busy for a while is not called too often. */
  private DeliverySpec delivery() {
    var delivery =
        new DeliverySpecBuilder()
            .withRetry(settings.retries())
            .withBackoffPolicy("exponential")
            .withBackoffDelay(settings.firstBackoff().toString());
    if (settings.deadLetters() != null) {
      delivery.withDeadLetterSink(
          new DestinationBuilder().withUri(settings.deadLetters().toString()).build());
    }
    return delivery.build();
  }

  private Trigger trigger(String name, SubscriptionsAPIFilter filter) {
    return new TriggerBuilder()
        .withMetadata(metadata(name))
        .withNewSpec()
        .withBroker(BROKER)
        .withFilters(filter)
        .withSubscriber(subscriber())
        .withDelivery(delivery())
        .endSpec()
        .build();
  }

  /** Deliveries carry a token of the Trigger for this audience, if the cluster makes them. */
  private Destination subscriber() {
    return new DestinationBuilder()
        .withUri(server + INGRESS)
        .withAudience(EventSettings.AUDIENCE)
        .build();
  }

  /** Sources of S3 name the bucket at the end of the source, all others in an extension. */
  private static SubscriptionsAPIFilter objects(List<String> buckets) {
    SubscriptionsAPIFilter ours =
        new SubscriptionsAPIFilterBuilder()
            .withAll(
                exact(Map.of("type", OURS)),
                any(buckets.stream().map(bucket -> exact(Map.of("bucket", bucket))).toList()))
            .build();
    SubscriptionsAPIFilter s3 =
        new SubscriptionsAPIFilterBuilder()
            .withAll(
                new SubscriptionsAPIFilterBuilder().withPrefix(Map.of("type", S3)).build(),
                any(buckets.stream().map(EventManifests::sourceOf).toList()))
            .build();
    return any(List.of(ours, s3));
  }

  private static SubscriptionsAPIFilter sourceOf(String bucket) {
    return new SubscriptionsAPIFilterBuilder().withSuffix(Map.of("source", "." + bucket)).build();
  }

  private static SubscriptionsAPIFilter any(List<SubscriptionsAPIFilter> filters) {
    return filters.size() == 1
        ? filters.getFirst()
        : new SubscriptionsAPIFilterBuilder().withAny(filters).build();
  }

  private static SubscriptionsAPIFilter exact(Map<String, String> attributes) {
    return new SubscriptionsAPIFilterBuilder().withExact(new TreeMap<>(attributes)).build();
  }

  private String wakeUpSource() {
    return "/apis/v1/namespaces/%s/pingsources/%s".formatted(namespace, WAKE_UPS);
  }

  private PingSource wakeUps() {
    return new PingSourceBuilder()
        .withMetadata(metadata(WAKE_UPS))
        .withNewSpec()
        .withSchedule(settings.wakeUps())
        .withNewSink()
        .withNewRef()
        .withApiVersion("eventing.knative.dev/v1")
        .withKind("Broker")
        .withName(BROKER)
        .endRef()
        .endSink()
        .endSpec()
        .build();
  }

  private ObjectMeta metadata(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(Map.of("app.kubernetes.io/managed-by", "zeroflow"))
        .build();
  }
}
