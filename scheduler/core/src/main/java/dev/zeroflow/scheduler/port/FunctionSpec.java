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
 * @param times how long a cluster lets a request take
 * @param placement where and how a cluster runs it
 */
public record FunctionSpec(
    String name,
    FunctionKind kind,
    String image,
    Map<String, String> environment,
    Scale scale,
    RequestTimes times,
    Placement placement) {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  public FunctionSpec {
    if (!DNS_LABEL.matcher(name).matches()) {
      throw new IllegalArgumentException("function name is not a DNS label: " + name);
    }
    environment = Map.copyOf(environment);
  }

  /** A function that asks nothing in particular of a cluster. */
  public FunctionSpec(
      String name, FunctionKind kind, String image, Map<String, String> environment, Scale scale) {
    this(name, kind, image, environment, scale, RequestTimes.LONGEST, Placement.ANYWHERE);
  }

  /** The same with other limits of a request. */
  public FunctionSpec with(RequestTimes limits) {
    return new FunctionSpec(name, kind, image, environment, scale, limits, placement);
  }

  /** The same elsewhere on a cluster. */
  public FunctionSpec with(Placement place) {
    return new FunctionSpec(name, kind, image, environment, scale, times, place);
  }

  /** The environment is left out: it may hold secrets. */
  @Override
  public String toString() {
    return "FunctionSpec[" + name + ", " + kind + ", " + image + ", " + scale + "]";
  }
}
