package dev.zeroflow.knative.cluster.status;

import dev.zeroflow.knative.cluster.service.DeclaredFunction;
import dev.zeroflow.scheduler.port.FunctionKind;
import io.fabric8.knative.pkg.apis.Condition;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.knative.serving.v1.ServiceStatus;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Whether requests can be sent to a Service, and where to. */
public sealed interface Route {
  /** They can. */
  record Open(URI address) implements Route {}

  /** Not yet. */
  record Preparing(String sentence) implements Route {}

  /** They cannot, and waiting does not help. */
  record Broken(Finding finding) implements Route {}

  /**
   * The way to a Service. A task must run on what was declared last, so its call waits for the
   * newest revision. A served model goes on with the revision of before until the newest is ready,
   * and if that never gets ready.
   */
  static Route to(Service service) {
    ServiceStatus status = service.getStatus();
    if (status == null || !isUpToDate(service)) {
      return new Preparing("Knative has not looked at it yet");
    }
    var conditions = new Conditions(status.getConditions());
    boolean routed = conditions.isTrue("RoutesReady") && address(status).isPresent();
    if (routed && (isServedModel(service) || conditions.isTrue("ConfigurationsReady"))) {
      return new Open(address(status).orElseThrow());
    }
    return conditions
        .failed("ConfigurationsReady")
        .or(() -> conditions.failed("RoutesReady"))
        .<Route>map(failed -> new Broken(RevisionTroubles.of(failed)))
        .orElseGet(() -> new Preparing(sentence(conditions)));
  }

  private static boolean isServedModel(Service service) {
    return new DeclaredFunction(service).kind() == FunctionKind.INFERENCE;
  }

  private static boolean isUpToDate(Service service) {
    return Objects.equals(
        service.getStatus().getObservedGeneration(), service.getMetadata().getGeneration());
  }

  private static Optional<URI> address(ServiceStatus status) {
    return Optional.ofNullable(status.getAddress())
        .map(it -> it.getUrl())
        .or(() -> Optional.ofNullable(status.getUrl()))
        .map(URI::create);
  }

  private static String sentence(Conditions conditions) {
    return conditions
        .find("Ready")
        .map(Condition::getMessage)
        .filter(message -> !message.isBlank())
        .orElse("Knative prepares it");
  }
}
