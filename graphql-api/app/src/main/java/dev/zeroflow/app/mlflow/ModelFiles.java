package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.artifact.ObjectStoreException.Reason;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.file.StoredFile;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.LoggedModel;
import dev.zeroflow.metadata.tracking.LoggedModels;
import dev.zeroflow.metadata.tracking.ModelContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Logged models and the files that they consist of. */
@ApplicationScoped
class ModelFiles {
  /** Most files of a model. */
  private static final int MAX_FILES = 50_000;

  /** Largest description of a model, in bytes. */
  private static final int MAX_DESCRIPTION = 1 << 20;

  private static final String DESCRIPTION = "MLmodel";

  private final LoggedModels models;
  private final Files files;
  private final ObjectStore objects;

  ModelFiles(LoggedModels models, Files files, ObjectStore objects) {
    this.models = models;
    this.files = files;
    this.objects = objects;
  }

  /** The model, or 404. */
  LoggedModel model(String project, UUID id) {
    return models
        .find(project, id)
        .orElseThrow(() -> MlflowIds.unknown("Logged model", MlflowIds.model(id)));
  }

  /** What the model consists of now. */
  ModelContent content(LoggedModel model) {
    return ArtifactRoots.directory(model.root())
        .map(root -> ModelContent.of(root, files.below(model.project(), root, MAX_FILES)))
        .orElse(ModelContent.UNKNOWN);
  }

  /**
   * The file {@code MLmodel} of a model, which tells its signature and what it needs to be loaded.
   *
   * @param root where clients find the files of the model, of a run or of a directory in one
   * @return its bytes; empty if there is none here, or if it is larger than any description is
   */
  Optional<byte[]> description(String project, String root) {
    return ArtifactRoots.directory(root)
        .map(directory -> directory.below(FilePath.file(DESCRIPTION)))
        .flatMap(path -> files.find(project, path))
        .filter(file -> file.size() <= MAX_DESCRIPTION)
        .flatMap(this::bytes);
  }

  private Optional<byte[]> bytes(StoredFile file) {
    try {
      return Optional.of(objects.get(file.uri(), MAX_DESCRIPTION));
    } catch (ObjectStoreException e) {
      if (e.reason() == Reason.UNAVAILABLE) {
        throw e;
      }
      // Replaced this moment: whoever looks again finds the new one.
      return Optional.empty();
    }
  }
}
