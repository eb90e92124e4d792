package dev.zeroflow.app.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.app.auth.ProjectDirectory;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.metadata.trigger.TriggerDecision;
import dev.zeroflow.metadata.trigger.TriggerOutcome;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ingress for events: CloudEvents, and bucket notifications of AWS, MinIO and the embedded
 * store. Answers are chosen by what brokers do with them: 4xx is never sent again, but 408, 409,
 * 429 and 5xx are, and so is what gets a success with a body that is no event.
 */
@Singleton
@Path("/api/v1/events")
@Consumes(MediaType.WILDCARD)
class EventsResource {
  private static final String PROJECT = "zeroflow-project";

  /** What a source of Knative sends by the clock. */
  private static final String PING = "dev.knative.sources.ping";

  /** Most messages at once; each may wait for the database. */
  private static final int MAX_UNDER_WAY = 64;

  private final ObjectEventIngress ingress;
  private final Senders senders;
  private final CloudEventReader cloudEvents;
  private final ProjectDirectory projects;
  private final WakeUp wakeUp;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(MAX_UNDER_WAY);

  EventsResource(
      ObjectEventIngress ingress,
      EventsToken token,
      SenderAccounts accounts,
      ObjectMapper json,
      ProjectDirectory projects,
      WakeUp wakeUp,
      InstantSource clock) {
    this.ingress = ingress;
    this.senders = new Senders(token, accounts);
    this.cloudEvents = new CloudEventReader(json);
    this.projects = projects;
    this.wakeUp = wakeUp;
    this.clock = clock;
  }

  /**
   * What became of a message.
   *
   * @param accepted created objects in it
   * @param runs ids of the runs that they started
   */
  record Accepted(int accepted, List<String> runs) {}

  /** Any message. Answered with nothing, once everything is stored. */
  @POST
  @RunOnVirtualThread
  public void accept(@Context HttpHeaders headers, byte @Nullable [] body) {
    take(message(headers, body));
  }

  /** The same, and tells what became of it: for stores and people, not for brokers. */
  @POST
  @Path("/s3")
  @RunOnVirtualThread
  public Accepted acceptAndTell(@Context HttpHeaders headers, byte @Nullable [] body) {
    return take(message(headers, body));
  }

  private static EventMessage message(HttpHeaders headers, byte @Nullable [] body) {
    Map<String, String> first = new HashMap<>();
    headers.getRequestHeaders().forEach((name, values) -> first.put(name, values.getFirst()));
    return new EventMessage(first, body == null ? new byte[0] : body);
  }

  private Accepted take(EventMessage message) {
    return unlessBusy(
        () -> {
          senders.check(message);
          List<ObjectCreated> objects = objects(message);
          @Nullable String project = project(message);
          return new Accepted(
              objects.size(), objects.stream().flatMap(it -> runs(project, it)).toList());
        });
  }

  private @Nullable String project(EventMessage message) {
    @Nullable String project = message.headers().get(PROJECT);
    if (project != null && !projects.has(project)) {
      throw new HttpFailure(403, "FORBIDDEN", "there is no project \"%s\"".formatted(project));
    }
    return project;
  }

  private List<ObjectCreated> objects(EventMessage message) {
    Instant now = clock.instant();
    if (!CloudEventReader.isCloudEvent(message)) {
      return ObjectMessages.of(cloudEvents.parse(message.body()), now);
    }
    List<CloudEvent> events = cloudEvents.read(message);
    if (events.stream().anyMatch(event -> event.type().equals(PING))) {
      wakeUp.wake();
    }
    return events.stream().flatMap(event -> ObjectMessages.of(event, now).stream()).toList();
  }

  private Stream<String> runs(@Nullable String project, ObjectCreated object) {
    List<TriggerOutcome> outcomes =
        project == null ? ingress.accept(object) : ingress.accept(project, object);
    return outcomes.stream()
        .map(TriggerOutcome::decision)
        .filter(TriggerDecision.Triggered.class::isInstance)
        .map(decision -> ((TriggerDecision.Triggered) decision).runId().toString());
  }

  private Accepted unlessBusy(Supplier<Accepted> work) {
    if (!free.tryAcquire()) {
      throw HttpFailure.busy("too many events are taken at once");
    }
    try {
      return work.get();
    } catch (MetadataException e) {
      // Not what the same exception says elsewhere: its codes 404 and 409 ask for another delivery.
      throw new HttpFailure(422, "BAD_INPUT", String.valueOf(e.getMessage()));
    } finally {
      free.release();
    }
  }
}
