package dev.zeroflow.knative.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zeroflow.scheduler.port.FunctionReply;
import dev.zeroflow.scheduler.port.FunctionUnavailableException.Reason;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * A reply that comes from a part of Knative on the way instead of the function. The parts write a
 * short plain text; the status alone says nothing, as a function may answer with any.
 *
 * @param reason what it means for the call
 * @param message what the part said
 */
record GatewayAnswer(Reason reason, String message) {
  private static final int LONGEST_TEXT = 2_000;

  /** What the reply means; nothing if it is the function's own. */
  static Optional<GatewayAnswer> of(FunctionReply reply) {
    boolean plain = reply.headers().getOrDefault("content-type", "").startsWith("text/plain");
    if (!plain || reply.body().length > LONGEST_TEXT) {
      return Optional.empty();
    }
    String text = new String(reply.body(), UTF_8).strip();
    return switch (reply.status()) {
      case HttpURLConnection.HTTP_UNAVAILABLE -> unavailable(text);
      case HttpURLConnection.HTTP_GATEWAY_TIMEOUT -> late(text);
      case HttpURLConnection.HTTP_BAD_GATEWAY -> lost(reply, text);
      default -> Optional.empty();
    };
  }

  private static Optional<GatewayAnswer> unavailable(String text) {
    if (text.contains("pending request queue full") || text.contains("activator overload")) {
      return answer(Reason.QUEUE_FULL, text);
    }
    if (text.contains("context deadline exceeded")) {
      return answer(Reason.START_FAILED, "Knative waited in vain for a pod: " + text);
    }
    boolean envoy = text.startsWith("upstream connect error") || text.equals("no healthy upstream");
    return envoy ? answer(Reason.CONNECTION_LOST, text) : Optional.empty();
  }

  private static Optional<GatewayAnswer> late(String text) {
    return text.endsWith("request timeout")
        ? answer(Reason.TIMED_OUT, "Knative gave the request up: " + text)
        : Optional.empty();
  }

  private static Optional<GatewayAnswer> lost(FunctionReply reply, String text) {
    return reply.headers().getOrDefault("x-content-type-options", "").equals("nosniff")
        ? answer(Reason.CONNECTION_LOST, "the connection to the pod was lost: " + text)
        : Optional.empty();
  }

  private static Optional<GatewayAnswer> answer(Reason reason, String message) {
    return Optional.of(new GatewayAnswer(reason, message));
  }
}
