package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NamedValue;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.contract.Json;
import dev.zeroflow.metadata.artifact.Artifact;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An immutable output. */
@Type("Artifact")
@Description("An immutable, typed output with an address and a digest.")
public record ApiArtifact(
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Name for people.") String name,
    @NonNull @Description("Schema title, e.g. system.Dataset.") String type,
    @NonNull @Description("Address of the bytes.") String uri,
    @NonNull @Description("sha256:<hex> of the bytes, or etag:<ETag> of an imported object.")
        String digest,
    @Description("Bytes.") long size,
    @NonNull @Description("What its maker said of it; values are JSON texts.")
        List<@NonNull NamedValue> metadata,
    @NonNull @Description("When it was recorded.") Instant createdAt)
    implements ApiNode {
  /** The artifact as it is shown. */
  public static ApiArtifact of(Artifact artifact) {
    List<NamedValue> metadata =
        artifact.metadata().entrySet().stream()
            .map(entry -> new NamedValue(entry.getKey(), Json.write(entry.getValue())))
            .toList();
    return new ApiArtifact(
        NodeType.ARTIFACT.id(artifact.id()),
        artifact.name(),
        artifact.type(),
        artifact.uri(),
        artifact.digest(),
        artifact.size(),
        metadata,
        artifact.createdAt());
  }
}
