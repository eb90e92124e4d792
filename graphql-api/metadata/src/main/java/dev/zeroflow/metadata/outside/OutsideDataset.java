package dev.zeroflow.metadata.outside;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data set that is kept elsewhere; never opened.
 *
 * @param namespace where it is kept, e.g. {@code postgres://db:5432} or {@code s3://bucket}
 * @param name unique in the namespace
 * @param version what the job called its version; null if it said nothing
 * @param address {@code s3://bucket/key} if it is known to be there
 * @param facets JSON texts by name
 */
public record OutsideDataset(
    String namespace,
    String name,
    @Nullable String version,
    @Nullable String address,
    Map<String, String> facets) {
  public OutsideDataset {
    OutsideJob.checkName("namespace", namespace);
    OutsideJob.checkName("name", name);
    if (version != null) {
      OutsideJob.checkName("version", version);
    }
    facets = Map.copyOf(facets);
  }

  /** Where it is, for people. */
  public String uri() {
    return address == null ? namespace + "/" + name : address;
  }

  /** The address that a namespace and a name stand for, if they name an object of an S3 store. */
  public static Optional<String> s3Address(String namespace, String name) {
    for (String scheme : new String[] {"s3://", "s3a://", "s3n://"}) {
      if (namespace.startsWith(scheme) && namespace.length() > scheme.length()) {
        String bucket = namespace.substring(scheme.length()).replaceAll("/+$", "");
        return Optional.of("s3://" + bucket + "/" + name.replaceAll("^/+", ""));
      }
    }
    return Optional.empty();
  }
}
