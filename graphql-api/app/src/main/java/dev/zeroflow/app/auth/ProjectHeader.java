package dev.zeroflow.app.auth;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.metadata.project.Project;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** The headers by which a request names its project: our own, and the one of MLflow's clients. */
final class ProjectHeader {
  private static final String OURS = "Zeroflow-Project";
  private static final String MLFLOW = "X-MLFLOW-WORKSPACE";

  private ProjectHeader() {}

  /**
   * The project that the request names; null if it names none.
   *
   * @throws BadInputException if it is not the name of a project, or if the two headers differ
   */
  static @Nullable String of(HttpServerRequest request) {
    @Nullable String ours = named(request, OURS);
    @Nullable String mlflow = named(request, MLFLOW);
    if (ours != null && mlflow != null && !ours.equals(mlflow)) {
      throw new BadInputException("%s and %s name two projects".formatted(OURS, MLFLOW));
    }
    return ours == null ? mlflow : ours;
  }

  private static @Nullable String named(HttpServerRequest request, String header) {
    @Nullable String value = request.getHeader(header);
    if (value == null || value.isBlank()) {
      return null;
    }
    if (!Project.isName(value.strip())) {
      throw new BadInputException(header + " is not the name of a project");
    }
    return value.strip();
  }
}
