package dev.zeroflow.scheduler.port;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A function as it is declared to a runtime.
 *
 * @param name unique, a DNS label of at most 63 characters
 * @param kind what calls it
 * @param image handler image, e.g. {@code zeroflow/tasks:0.1.0}
 * @param environment environment of every replica; may hold secrets, so it is never shown
 * @param scale bounds and times of scaling
 */
public record FunctionSpec(
    String name, FunctionKind kind, String image, Map<String, String> environment, Scale scale) {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  public FunctionSpec {
    if (!DNS_LABEL.matcher(name).matches()) {
      throw new IllegalArgumentException("function name is not a DNS label: " + name);
    }
    environment = Map.copyOf(environment);
  }

  /** The environment is left out: it may hold secrets. */
  @Override
  public String toString() {
    return "FunctionSpec[" + name + ", " + kind + ", " + image + ", " + scale + "]";
  }
}
