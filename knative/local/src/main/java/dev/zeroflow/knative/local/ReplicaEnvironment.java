package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment of a replica: nothing of the server's but what a program needs to run at all. */
public final class ReplicaEnvironment {
  /** The server's other variables may hold secrets. */
  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TMPDIR");

  private ReplicaEnvironment() {}

  static Map<String, String> of(
      FunctionSpec spec, String revision, int port, Map<String, String> server) {
    var environment = new HashMap<String, String>(inherited(server));
    environment.putAll(spec.environment());
    environment.put("PORT", Integer.toString(port));
    environment.put("K_SERVICE", spec.name());
    environment.put("K_CONFIGURATION", spec.name());
    environment.put("K_REVISION", revision);
    environment.put("ZEROFLOW_EXIT_WITH_PARENT", "true");
    return environment;
  }

  /** What any program of this machine may have of the server's environment. */
  public static Map<String, String> inherited(Map<String, String> server) {
    var environment = new HashMap<>(server);
    environment.keySet().retainAll(INHERITED);
    return environment;
  }
}
