package dev.zeroflow.knative.cluster.service;

import dev.zeroflow.scheduler.port.FunctionKind;
import io.fabric8.knative.serving.v1.Service;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a Service says of its function, whichever server has declared it: the other way round of
 * {@link ServiceManifests}.
 */
public record DeclaredFunction(Service service) {
  public String name() {
    return service.getMetadata().getName();
  }

  public FunctionKind kind() {
    String kind = service.getMetadata().getLabels().getOrDefault(Marks.KIND, "task");
    return FunctionKind.valueOf(kind.toUpperCase(Locale.ROOT));
  }

  /** Digest of all that was asked for. */
  public String hash() {
    return annotations().getOrDefault(Marks.SPEC_HASH, "");
  }

  /** Most calls of one server that may run or wait. */
  public int most() {
    long running = number(Marks.MAX_SCALE, template()) * concurrency();
    return Math.toIntExact(
        Math.min(Integer.MAX_VALUE, running + number(Marks.QUEUE_LIMIT, annotations())));
  }

  /** How long a replica may take until it is ready. */
  public Duration startTimeout() {
    String seconds = template().getOrDefault(Marks.PROGRESS_DEADLINE, "600s");
    return Duration.ofSeconds(Long.parseLong(seconds.replace("s", "")));
  }

  private long concurrency() {
    Long set = service.getSpec().getTemplate().getSpec().getContainerConcurrency();
    return set == null ? 1 : Math.max(1, set);
  }

  private Map<String, String> annotations() {
    return service.getMetadata().getAnnotations();
  }

  private Map<String, String> template() {
    return service.getSpec().getTemplate().getMetadata().getAnnotations();
  }

  private static long number(String name, Map<String, String> annotations) {
    return Long.parseLong(annotations.getOrDefault(name, "1"));
  }
}
