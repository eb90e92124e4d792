package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.registry.RegisteredModel;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A name that owns versions. */
@Type("RegisteredModel")
@Description("A name that owns versions.")
public record ApiRegisteredModel(
    @Ignore RegisteredModel stored,
    @NonNull @Id @Description("Unique among all things; stays when the name changes.") String id,
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("What people say of it.") String description,
    @NonNull @Description("Tags, ordered by key.") List<@NonNull ApiTag> tags,
    @NonNull @Description("Who made it; empty if that is not known.") String createdBy,
    @Description("Number of the version that was registered last; null if there was none.")
        @Nullable String latestVersion,
    @Description("Grows with every change of the model itself; send it back as expectedRevision.")
        long revision,
    @NonNull @Description("When it was made.") Instant createdAt,
    @NonNull @Description("When it or its versions changed last.") Instant updatedAt)
    implements ApiNode {
  static ApiRegisteredModel of(RegisteredModel it) {
    return new ApiRegisteredModel(
        it,
        NodeType.REGISTERED_MODEL.id(it.id()),
        it.name(),
        it.description(),
        ApiTag.list(it.tags()),
        it.userName(),
        it.latestVersion() == 0 ? null : Integer.toString(it.latestVersion()),
        it.revision(),
        it.createdAt(),
        it.updatedAt());
  }
}
