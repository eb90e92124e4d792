package dev.zeroflow.app.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.ObjectInfo;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.artifact.ObjectUri;
import dev.zeroflow.scheduler.engine.ArtifactUris;
import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.spec.Executor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The scheduler's view of the object store. An importer may name objects in the buckets that are
 * open for it and nothing else: its address comes from whoever submitted the run.
 */
public final class StoredArtifacts implements ArtifactAccess {
  private static final int MAX_MANIFEST = 8 << 20;

  private final ObjectStore objects;
  private final Set<String> importBuckets;
  private final Supplier<UUID> ids;

  /**
   * @param importBuckets buckets that importers may read
   * @param ids ids of artifacts that are recorded anew
   */
  public StoredArtifacts(ObjectStore objects, Set<String> importBuckets, Supplier<UUID> ids) {
    this.objects = objects;
    this.importBuckets = importBuckets;
    this.ids = ids;
  }

  @Override
  public String readAddress(String uri, Duration validity) {
    String object = uri.endsWith("/") ? ArtifactUris.manifest(uri) : uri;
    return reachable(() -> objects.presignGet(object, validity));
  }

  @Override
  public OptionalLong size(String uri) {
    if (uri.endsWith("/")) {
      return DirectorySize.of(manifest(uri));
    }
    return reachable(() -> objects.head(uri))
        .map(info -> OptionalLong.of(info.size()))
        .orElseGet(OptionalLong::empty);
  }

  private byte[] manifest(String directory) {
    try {
      return objects.get(ArtifactUris.manifest(directory), MAX_MANIFEST);
    } catch (ObjectStoreException e) {
      if (e.reason() == ObjectStoreException.Reason.NOT_FOUND) {
        return new byte[0];
      }
      throw new StoreUnavailableException("the object store does not answer", e);
    }
  }

  @Override
  public ArtifactRef find(String project, String uri, Executor.Importer importer)
      throws ImportRefusedException {
    ObjectUri address = allowed(uri);
    ObjectInfo info = reachable(() -> objects.head(address.toString())).orElse(null);
    if (info == null) {
      throw refused("NO_SUCH_OBJECT", "there is no object " + address);
    }
    String key = address.key();
    return new ArtifactRef(
        importer.reimport() ? ids.get() : id(project, address, info),
        key.substring(key.lastIndexOf('/') + 1),
        importer.type(),
        address.toString(),
        "etag:" + info.etag(),
        info.size(),
        importer.metadata());
  }

  private ObjectUri allowed(String uri) throws ImportRefusedException {
    try {
      ObjectUri address = ObjectUri.parse(uri);
      if (importBuckets.contains(address.bucket())) {
        return address;
      }
      throw refused(
          "IMPORT_REFUSED",
          "objects may be imported from %s only, not from %s"
              .formatted(String.join(", ", importBuckets), uri));
    } catch (MetadataException e) {
      throw refused("IMPORT_REFUSED", String.valueOf(e.getMessage()));
    }
  }

  /** The same content under the same address is the same artifact in every run. */
  private static UUID id(String project, ObjectUri address, ObjectInfo info) {
    String name = "object\n%s\n%s\n%s".formatted(project, address, info.etag());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static ImportRefusedException refused(String code, String message) {
    return new ImportRefusedException(new TaskError(code, ErrorCategory.USER, message, null));
  }

  private static <T> T reachable(Supplier<T> call) {
    try {
      return call.get();
    } catch (ObjectStoreException e) {
      throw new StoreUnavailableException("the object store does not answer", e);
    }
  }
}
