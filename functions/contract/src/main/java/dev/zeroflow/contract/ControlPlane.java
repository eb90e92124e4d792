package dev.zeroflow.contract;

/**
 * Paths that functions call on the control plane, and the environment that tells them where it is.
 *
 * <p>Every call carries {@code Authorization: Bearer <attempt token or function token>}.
 */
public final class ControlPlane {
  /** POST {@link UploadRequest}, answers {@link UploadTicket}. */
  public static final String UPLOADS = "/internal/v1/uploads";

  /** POST {@link DownloadRequest}, answers {@link DownloadTicket}. */
  public static final String DOWNLOADS = "/internal/v1/downloads";

  /**
   * POST a list of {@link LogLine}, answers 204, or 401 if the attempt is not the current one any
   * more. An empty list says that the attempt still works.
   */
  public static final String LOGS = "/internal/v1/logs";

  /**
   * POST {@link TaskResult} of an attempt that the function accepted with 202. Answers 204 or 200
   * when the sender is done, 503 when it should send it again.
   */
  public static final String COMPLETIONS = "/internal/v1/completions";

  /** GET, answers {@link ModelSource}; for inference functions. */
  public static final String MODEL_SOURCE = "/internal/v1/model";

  /** POST a GraphQL request: the registry and serving mutations accept an attempt token. */
  public static final String GRAPHQL = "/graphql";

  /** Environment variable: base address of the control plane. */
  public static final String ENV_ADDRESS = "ZEROFLOW_CONTROL_PLANE";

  /** Environment variable: bearer token of a function that is not bound to an attempt. */
  public static final String ENV_FUNCTION_TOKEN = "ZEROFLOW_FUNCTION_TOKEN";

  /**
   * Environment variable: when {@code true}, standard input is a pipe from the local runtime and
   * its end means that the runtime is gone, so the process must exit.
   */
  public static final String ENV_EXIT_WITH_PARENT = "ZEROFLOW_EXIT_WITH_PARENT";

  /**
   * Environment variable: file with a structured CloudEvent. A handler that has it answers no
   * calls: it runs that one event, posts the result to {@link #COMPLETIONS} and exits.
   */
  public static final String ENV_EVENT_FILE = "ZEROFLOW_EVENT_FILE";

  /** Environment variable of Knative's job sink: folder whose file {@code event} is the same. */
  public static final String ENV_EVENT_FOLDER = "K_EVENT_PATH";

  private ControlPlane() {}
}
