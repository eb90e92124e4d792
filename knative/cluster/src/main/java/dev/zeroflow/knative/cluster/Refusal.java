package dev.zeroflow.knative.cluster;

import dev.zeroflow.scheduler.port.FunctionRefusedException.Reason;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of the API server means for a declaration.
 *
 * @param reason why there is no Service
 * @param retryable whether another try may help
 * @param message what to do
 */
record Refusal(Reason reason, boolean retryable, String message) {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNPROCESSABLE = 422;
  private static final Pattern OTHER_MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");

  static Refusal of(KubernetesClientException answer) {
    String text = text(answer);
    return switch (answer.getCode()) {
      case HttpURLConnection.HTTP_CONFLICT -> conflict(text);
      case HttpURLConnection.HTTP_NOT_FOUND -> notAllowed(missing(text));
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          notAllowed("the cluster does not know this server: " + text);
      case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE, HttpURLConnection.HTTP_FORBIDDEN ->
          denied(answer.getCode(), text);
      default -> unavailable(answer.getCode(), text);
    };
  }

  /** Two servers that write at once are a conflict too, but that one passes. */
  private static Refusal conflict(String text) {
    Matcher other = OTHER_MANAGER.matcher(text);
    if (!other.find()) {
      return new Refusal(Reason.UNAVAILABLE, true, text);
    }
    return new Refusal(
        Reason.CONFLICT,
        false,
        "%s manages a part of it; let it go there, or remove the Service: %s"
            .formatted(other.group(1), text));
  }

  private static Refusal denied(int code, String text) {
    Optional<String> advice = Flags.advice(text);
    if (advice.isPresent()) {
      return notAllowed(text + "; " + advice.get());
    }
    boolean webhook =
        text.contains("admission webhook") || code != HttpURLConnection.HTTP_FORBIDDEN;
    return webhook
        ? notAllowed("the cluster does not admit it: " + text)
        : notAllowed("the role of this server does not allow it, or a quota is used up: " + text);
  }

  private static Refusal unavailable(int code, String text) {
    String what = code == TOO_MANY_REQUESTS ? "has too much to do" : "failed";
    String hint =
        text.contains("failed calling webhook")
            ? "; see whether the pods of knative-serving are well"
            : "";
    return new Refusal(Reason.UNAVAILABLE, true, "the API server " + what + ": " + text + hint);
  }

  private static String missing(String text) {
    return "the namespace is missing or Knative Serving is not installed: " + text;
  }

  private static Refusal notAllowed(String message) {
    return new Refusal(Reason.NOT_ALLOWED, false, message);
  }

  private static String text(KubernetesClientException answer) {
    @Nullable Status status = answer.getStatus();
    return status == null || status.getMessage() == null
        ? String.valueOf(answer.getMessage())
        : status.getMessage();
  }
}
