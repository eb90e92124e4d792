package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.spec.Executor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An artifact storage that knows sizes only. */
final class FakeArtifacts implements ArtifactAccess {
  static final String DIGEST = "sha256:" + "a".repeat(64);

  private final Map<String, Long> sizes = new ConcurrentHashMap<>();
  volatile boolean unavailable;

  FakeArtifacts put(String uri, long size) {
    sizes.put(uri, size);
    return this;
  }

  @Override
  public String readAddress(String uri, Duration validity) {
    return "http://127.0.0.1/" + uri.substring("s3://".length());
  }

  @Override
  public OptionalLong size(String uri) {
    if (unavailable) {
      throw new StoreUnavailableException("no answer", new IllegalStateException());
    }
    Long size = sizes.get(uri);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  @Override
  public ArtifactRef find(String project, String uri, Executor.Importer importer)
      throws ImportRefusedException {
    long size = size(uri).orElse(-1);
    if (size < 0) {
      throw new ImportRefusedException(
          new TaskError("NO_SUCH_OBJECT", ErrorCategory.USER, uri + " does not exist", null));
    }
    return new ArtifactRef(
        UUID.nameUUIDFromBytes(uri.getBytes(StandardCharsets.UTF_8)),
        Executor.Importer.OUTPUT,
        importer.type(),
        uri,
        DIGEST,
        size,
        Map.of());
  }
}
