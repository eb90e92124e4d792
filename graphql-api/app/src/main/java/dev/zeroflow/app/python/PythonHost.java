package dev.zeroflow.app.python;

import dev.zeroflow.app.server.ServerConfig;
import dev.zeroflow.knative.local.LocalImage;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.Scale;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The host of Python components and commands as it runs on this machine. There is one process of
 * it, because the warm interpreters of all steps are its children.
 */
public final class PythonHost {
  /** Name of the function. */
  public static final String FUNCTION = "python";

  /** Name of the image on this machine. */
  public static final String IMAGE = "zeroflow/python";

  private static final Logger LOG = System.getLogger(PythonHost.class.getName());
  private static final Duration START_TIME = Duration.ofSeconds(30);
  private static final int QUEUE_LIMIT = 10_000;

  private final ServerConfig config;
  private final Map<String, String> server;

  /**
   * @param server environment of the server
   */
  public PythonHost(ServerConfig config, Map<String, String> server) {
    this.config = config;
    this.server = server;
  }

  /** How it is started. */
  public LocalImage image() {
    Path program = config.home().resolve("functions/python");
    return LocalImage.of(List.of(config.functions().python(), "-I", program.toString()));
  }

  /** Folder in which each attempt has one of its own. */
  public Path work() {
    return config.data().toAbsolutePath().normalize().resolve("functions/work");
  }

  /** Removes what steps of a server that was killed have left; before anything is called. */
  public void tidy() {
    try {
      LeftFolders.remove(work());
      LeftFolders.remove(work().resolve(".jobs"));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "folders of earlier steps cannot be removed: {0}", e);
    }
  }

  /** The function, declared. */
  public FunctionSpec function() {
    ServerConfig.Functions settings = config.functions();
    var scale =
        new Scale(
            0,
            1,
            settings.pythonConcurrency(),
            settings.idleWindow(),
            Duration.ZERO,
            START_TIME,
            QUEUE_LIMIT);
    return new FunctionSpec(FUNCTION, FunctionKind.TASK, IMAGE, environment(), scale);
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(server);
    environment.keySet().removeIf(name -> !isForHost(name));
    environment.put("ZEROFLOW_WORK", work().toString());
    environment.put(
        "ZEROFLOW_ENVIRONMENTS",
        config.data().toAbsolutePath().normalize().resolve("environments").toString());
    environment.put("ZEROFLOW_ALLOW_COMMANDS", Boolean.toString(config.functions().commands()));
    config
        .functions()
        .components()
        .ifPresent(it -> environment.put("ZEROFLOW_COMPONENTS", it.toAbsolutePath().toString()));
    return environment;
  }

  /** Which index packages come from, how it is reached, and how many environments are kept. */
  private static boolean isForHost(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("PIP_")
        || upper.startsWith("UV_")
        || upper.startsWith("ZEROFLOW_MAX_ENVIRONMENT")
        || upper.endsWith("_PROXY")
        || upper.equals("SSL_CERT_FILE")
        || upper.equals("REQUESTS_CA_BUNDLE");
  }
}
