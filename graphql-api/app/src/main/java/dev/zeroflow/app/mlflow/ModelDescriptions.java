package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.registry.LoggedSources;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds what a model's files say of it, if clients stored them here. */
@ApplicationScoped
class ModelDescriptions {
  private static final String PROXY = "mlflow-artifacts:/";
  private static final int MAX_BYTES = 1 << 20;

  private final LoggedSources sources;
  private final ObjectStore objects;

  ModelDescriptions(LoggedSources sources, ObjectStore objects) {
    this.sources = sources;
    this.objects = objects;
  }

  /**
   * The description of a model.
   *
   * @param location where clients find its files
   * @return empty if they are elsewhere, or if there is none that can be read
   */
  Optional<ModelDescription> find(String project, String location) {
    if (!location.startsWith(PROXY)) {
      return Optional.empty();
    }
    String path = location.substring(PROXY.length()) + "/MLmodel";
    return sources
        .file(project, path, MAX_BYTES)
        .flatMap(this::read)
        .flatMap(ModelDescription::parse);
  }

  private Optional<byte[]> read(String uri) {
    try {
      return Optional.of(objects.get(uri, MAX_BYTES));
    } catch (ObjectStoreException e) {
      if (e.reason() == ObjectStoreException.Reason.UNAVAILABLE) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
