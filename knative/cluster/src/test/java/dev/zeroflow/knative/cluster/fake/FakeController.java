package dev.zeroflow.knative.cluster.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.knative.cluster.service.DeclaredFunction;
import dev.zeroflow.knative.cluster.service.Marks;
import dev.zeroflow.knative.local.LocalFunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.Scale;
import io.fabric8.knative.pkg.apis.Condition;
import io.fabric8.knative.pkg.apis.ConditionBuilder;
import io.fabric8.knative.serving.v1.RevisionBuilder;
import io.fabric8.knative.serving.v1.RevisionTemplateSpec;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Does with Services what Knative's controllers do, as far as a client can see it. What becomes of
 * a revision is written in the name of its image: {@code never-routed} stays on its way, and {@code
 * no-image} fails.
 */
final class FakeController implements ResourceEventHandler<Service> {
  private static final int QUEUE_OF_ACTIVATOR = 10_000;

  private final KubernetesClient client;
  private final LocalFunctionRuntime pods;
  private final Executor steps;
  private final Map<String, RevisionTemplateSpec> templates = new ConcurrentHashMap<>();
  private final Map<String, Integer> revisions = new ConcurrentHashMap<>();

  FakeController(KubernetesClient client, LocalFunctionRuntime pods, Executor steps) {
    this.client = client;
    this.pods = pods;
    this.steps = steps;
  }

  /** Name of the newest revision of a function. */
  String revision(String function) {
    return "%s-%05d".formatted(function, revisions.getOrDefault(function, 0));
  }

  @Override
  public void onAdd(Service service) {
    steps.execute(() -> reconcile(service));
  }

  @Override
  public void onUpdate(Service before, Service service) {
    steps.execute(() -> reconcile(service));
  }

  @Override
  public void onDelete(Service service, boolean stateIsUnknown) {
    steps.execute(
        () -> {
          templates.remove(service.getMetadata().getName());
          pods.remove(service.getMetadata().getName());
        });
  }

  private void reconcile(Service service) {
    Long generation = service.getMetadata().getGeneration();
    boolean seen =
        service.getStatus() != null
            && Objects.equals(service.getStatus().getObservedGeneration(), generation);
    if (seen) {
      return;
    }
    String name = service.getMetadata().getName();
    RevisionTemplateSpec template = service.getSpec().getTemplate();
    if (!template.equals(templates.put(name, template))) {
      revise(service);
    }
    report(service);
  }

  private void revise(Service service) {
    String name = service.getMetadata().getName();
    revisions.merge(name, 1, Integer::sum);
    pods.ensure(spec(service));
    client
        .resource(
            new RevisionBuilder()
                .withNewMetadata()
                .withName(revision(name))
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(service.getSpec().getTemplate().getMetadata().getLabels())
                .addToLabels(Marks.OF_SERVICE, name)
                .endMetadata()
                .withNewStatus()
                .endStatus()
                .build())
        .create();
  }

  private FunctionSpec spec(Service service) {
    var template = service.getSpec().getTemplate();
    var annotations = template.getMetadata().getAnnotations();
    var scale =
        new Scale(
            0,
            Integer.parseInt(annotations.get(Marks.MAX_SCALE)),
            Math.toIntExact(template.getSpec().getContainerConcurrency()),
            Duration.ofMinutes(10),
            Duration.ZERO,
            new DeclaredFunction(service).startTimeout(),
            QUEUE_OF_ACTIVATOR);
    return new FunctionSpec(
        service.getMetadata().getName(),
        new DeclaredFunction(service).kind(),
        image(service),
        environment(service),
        scale);
  }

  private static String image(Service service) {
    return service.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
  }

  private Map<String, String> environment(Service service) {
    var environment = new HashMap<String, String>();
    String namespace = service.getMetadata().getNamespace();
    var container = service.getSpec().getTemplate().getSpec().getContainers().getFirst();
    for (var source : container.getEnvFrom()) {
      Secret secret =
          client.secrets().inNamespace(namespace).withName(source.getSecretRef().getName()).get();
      secret.getData().forEach((name, value) -> environment.put(name, decoded(value)));
    }
    return environment;
  }

  private static String decoded(String value) {
    return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  private void report(Service service) {
    String name = service.getMetadata().getName();
    String host = name + "." + service.getMetadata().getNamespace() + ".svc.cluster.local";
    Service reported =
        new ServiceBuilder(service)
            .withNewStatus()
            .withObservedGeneration(service.getMetadata().getGeneration())
            .withConditions(conditions(image(service), revision(name)))
            .withNewAddress()
            .withUrl("http://" + host)
            .endAddress()
            .withUrl("http://" + host)
            .withLatestCreatedRevisionName(revision(name))
            .withLatestReadyRevisionName(revision(name))
            .endStatus()
            .build();
    reported.getMetadata().setResourceVersion(null);
    try {
      client.resource(reported).updateStatus();
    } catch (KubernetesClientException e) {
      // It was deleted meanwhile; that event comes next.
      assertThat(e.getCode()).isEqualTo(404);
    }
  }

  private static List<Condition> conditions(String image, String revision) {
    if (image.contains("never-routed")) {
      String message = "Configuration is waiting for a Revision to become ready.";
      return List.of(
          condition("ConfigurationsReady", "Unknown", "", message),
          condition("Ready", "Unknown", "", message));
    }
    if (image.contains("no-image")) {
      String message =
          "Revision \"%s\" failed with message: Unable to fetch image \"%s\""
              .formatted(revision, image);
      return List.of(
          condition("ConfigurationsReady", "False", "RevisionFailed", message),
          condition("Ready", "False", "RevisionFailed", message));
    }
    return List.of(
        condition("ConfigurationsReady", "True", "", ""),
        condition("RoutesReady", "True", "", ""),
        condition("Ready", "True", "", ""));
  }

  private static Condition condition(String type, String status, String reason, String message) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .build();
  }
}
