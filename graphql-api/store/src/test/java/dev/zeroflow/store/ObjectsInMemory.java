package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.ObjectInfo;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.PresignedPut;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An object store for tests of what stands on one; it cannot presign, as nothing serves it. */
final class ObjectsInMemory implements ObjectStore {
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  Set<String> uris() {
    return objects.keySet();
  }

  @Override
  public String presignGet(String uri, Duration ttl) {
    throw new UnsupportedOperationException("nothing serves these objects");
  }

  @Override
  public PresignedPut presignPut(
      String uri, long size, String sha256Hex, String contentType, Duration ttl) {
    throw new UnsupportedOperationException("nothing serves these objects");
  }

  @Override
  public Optional<ObjectInfo> head(String uri) {
    return Optional.ofNullable(objects.get(uri)).map(bytes -> new ObjectInfo(bytes.length, uri));
  }

  @Override
  public void put(String uri, byte[] bytes, String contentType) {
    objects.put(uri, bytes);
  }

  @Override
  public byte[] get(String uri, int maxBytes) {
    return objects.get(uri);
  }
}
