package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.pod.PodSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One execution of a handler in a process or pod of its own: it reads its event from a file, does
 * what it says, sends the result to the control plane, and ends.
 *
 * @param id names the job for good, a DNS label of at most 63 characters; one attempt has one id
 * @param function name of the function that it stands for
 * @param image its image, e.g. {@code zeroflow/tasks:0.1.0}
 * @param command command line of its handler, empty for that of the image
 * @param environment environment of the handler; may hold secrets, so it is never shown
 * @param pod what it asks of its pod; a runtime without pods follows what it can
 * @param deadline when it is ended, whatever it does
 * @param event structured CloudEvent in UTF-8, not copied; may hold secrets
 */
@SuppressWarnings("ArrayRecordComponent") // one writer, one reader, never compared
public record JobSpec(
    String id,
    String function,
    String image,
    List<String> command,
    Map<String, String> environment,
    PodSettings pod,
    Instant deadline,
    byte[] event) {
  /** Longest event; a cluster keeps it in a secret. */
  public static final int MAX_EVENT_BYTES = 1_000_000;

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  public JobSpec {
    if (!DNS_LABEL.matcher(id).matches()) {
      throw new IllegalArgumentException("id of a job is not a DNS label: " + id);
    }
    if (event.length > MAX_EVENT_BYTES) {
      throw new IllegalArgumentException(
          "what a job is told has %,d bytes, more than %,d: pass large values as artifacts"
              .formatted(event.length, MAX_EVENT_BYTES));
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The environment and the event are left out: they may hold secrets. */
  @Override
  public String toString() {
    return "JobSpec[" + id + ", " + function + ", " + image + ", until " + deadline + "]";
  }
}
