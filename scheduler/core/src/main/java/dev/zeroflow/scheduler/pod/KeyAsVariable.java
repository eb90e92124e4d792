package dev.zeroflow.scheduler.pod;

/**
 * A value that the cluster holds and a container sees as an environment variable.
 *
 * @param holder what holds it
 * @param name name of the secret or config map
 * @param key its key there
 * @param variable name of the variable
 * @param optional whether the container starts without it
 */
public record KeyAsVariable(
    Holder holder, String name, String key, String variable, boolean optional) {
  /** What holds values in a cluster. */
  public enum Holder {
    SECRET,
    CONFIG_MAP
  }
}
