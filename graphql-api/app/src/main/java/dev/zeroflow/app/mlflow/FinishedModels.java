package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.tracking.LoggedModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Keeps the files of models that are READY: who uses one relies on what it was. Files that are not
 * there may be added. An upload that began before the model was READY may still end.
 */
@ApplicationScoped
class FinishedModels {
  private static final Pattern OF_A_MODEL = Pattern.compile("(.*/)?models/m-[0-9a-f]{32}/.*");

  private final LoggedModels models;
  private final Files files;

  FinishedModels(LoggedModels models, Files files) {
    this.models = models;
    this.files = files;
  }

  /**
   * Checks that a file may be stored.
   *
   * @throws HttpFailure with 409 if it would replace one of a model that is READY
   */
  void checkStored(String project, FilePath path) {
    if (OF_A_MODEL.matcher(path.text()).matches() && files.find(project, path).isPresent()) {
      models.readyAt(project, path).ifPresent(FinishedModels::refuse);
    }
  }

  /** Checks that a file, or all below a directory, may be deleted; 409 if it may not. */
  void checkDeleted(String project, FilePath path) {
    models.readyAt(project, path).ifPresent(FinishedModels::refuse);
  }

  private static void refuse(UUID model) {
    throw new HttpFailure(
        409,
        "RESOURCE_CONFLICT",
        "the files of model %s stay as they are, because it is READY: log a new model"
            .formatted(MlflowIds.model(model)));
  }
}
