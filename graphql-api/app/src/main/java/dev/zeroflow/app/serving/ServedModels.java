package dev.zeroflow.app.serving;

import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.metadata.serving.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is served now, so that a prediction costs no query: what is known is believed for a few
 * seconds, as another server on the same database may serve something else under the name by then.
 */
final class ServedModels {
  /** How long predictions may go to what was served before. */
  static final Duration BELIEVED = Duration.ofSeconds(5);

  private final InferenceServices services;
  private final Consumer<InferenceService> declare;
  private final InstantSource clock;
  private final Map<Key, Seen> seen = new ConcurrentHashMap<>();

  private record Key(String project, String name) {}

  private record Seen(InferenceService service, Instant until) {}

  /**
   * @param declare makes the function of a service known, that another server has put up
   */
  ServedModels(
      InferenceServices services, Consumer<InferenceService> declare, InstantSource clock) {
    this.services = services;
    this.declare = declare;
    this.clock = clock;
  }

  /** The service, if the project serves something under the name. */
  Optional<InferenceService> find(String project, String name) {
    Seen known = seen.get(new Key(project, name));
    return known != null && clock.instant().isBefore(known.until())
        ? Optional.of(known.service())
        : look(project, name, known);
  }

  /** While another version is put up under the name, what was there before still answers. */
  private Optional<InferenceService> look(String project, String name, @Nullable Seen before) {
    Optional<InferenceService> stored = services.find(project, name);
    if (before != null && stored.isPresent() && stored.get().state() != ServiceState.READY) {
      return Optional.of(put(before.service()));
    }
    Optional<InferenceService> ready = stored.filter(it -> it.state() == ServiceState.READY);
    if (ready.isEmpty()) {
      seen.remove(new Key(project, name));
    } else if (before == null || !isSameFunction(before.service(), ready.get())) {
      declare.accept(ready.get());
    }
    return ready.map(this::put);
  }

  private static boolean isSameFunction(InferenceService a, InferenceService b) {
    return InferenceFunctions.name(a).equals(InferenceFunctions.name(b));
  }

  /** Believes that this is served from now on. */
  InferenceService put(InferenceService service) {
    Instant until = clock.instant().plus(BELIEVED);
    seen.put(new Key(service.project(), service.name()), new Seen(service, until));
    return service;
  }
}
