package dev.zeroflow.metadata.hub;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.audit.Author;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Models, versions and artifacts by id, name or the id that they have elsewhere. The rows are those
 * of the registry. Blocking, safe for use by many threads.
 */
public interface HubRegistry {
  /** Key in an artifact's metadata: the version is there, and its artifact is still to come. */
  String PLACEHOLDER = "registry.placeholder";

  /** Key in an artifact's metadata: another artifact of the version with this id. */
  String VERSION = "registry.version";

  /** Key in an artifact's metadata: what clients say of it. */
  String PROPERTIES = "registry.properties";

  /** Models; at most one more than the query's size, to tell whether there are more. */
  List<HubModel> models(String project, HubQuery query);

  /** Versions; their parents are models. */
  List<HubVersion> versions(String project, HubQuery query);

  /** Artifacts; their parents are versions. */
  List<HubArtifact> artifacts(String project, HubQuery query);

  /** Those artifacts that are models, and not documents or data sets. */
  List<HubArtifact> modelArtifacts(String project, HubQuery query);

  /**
   * Adds an artifact to a version: the first one becomes what the version points to.
   *
   * @return the artifact as it is stored
   * @throws MetadataException with NOT_FOUND if there is no such version, or with CONFLICT if it
   *     has an artifact of this name already
   */
  HubArtifact add(Author author, int version, Artifact artifact);

  /**
   * Changes what is said of an artifact. Where it is does not change.
   *
   * @throws MetadataException with NOT_FOUND
   */
  HubArtifact describe(Author author, UUID id, Map<String, @Nullable Object> properties);
}
