package dev.zeroflow.app.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.BearerToken;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.metadata.trigger.TriggerDecision;
import dev.zeroflow.metadata.trigger.TriggerOutcome;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ingress for bucket notifications: AWS, MinIO and the embedded store all come here. */
@Path("/api/v1/events/s3")
class S3EventsResource {
  private final ObjectEventIngress ingress;
  private final EventsToken token;
  private final InstantSource clock;

  S3EventsResource(ObjectEventIngress ingress, EventsToken token, InstantSource clock) {
    this.ingress = ingress;
    this.token = token;
    this.clock = clock;
  }

  /**
   * What became of a message.
   *
   * @param accepted created objects in it
   * @param runs ids of the runs that they started
   */
  record Accepted(int accepted, List<String> runs) {}

  /** Answered once everything is stored; anything but 200 asks the sender to deliver again. */
  @POST
  @RunOnVirtualThread
  public Accepted accept(
      @HeaderParam("Authorization") @Nullable String authorization, @Nullable JsonNode message) {
    if (!BearerToken.matches(authorization, token.value())) {
      throw HttpFailure.unauthorized("the token is not the one in secrets/events-token");
    }
    if (message == null) {
      throw HttpFailure.badInput("the body is empty: expected an S3 notification");
    }
    List<ObjectCreated> created = S3Notifications.parse(message, clock.instant());
    var runs = new ArrayList<String>();
    for (ObjectCreated event : created) {
      for (TriggerOutcome outcome : ingress.accept(event)) {
        if (outcome.decision() instanceof TriggerDecision.Triggered triggered) {
          runs.add(triggered.runId().toString());
        }
      }
    }
    return new Accepted(created.size(), runs);
  }
}
