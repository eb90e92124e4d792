package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.registry.ApiTag;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A named definition. The ignored component lets fields be read in batches. */
@Type("Pipeline")
@Description("A definition with a name, which has versions.")
public record ApiPipeline(
    @Ignore StoredPipeline stored,
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Its UUID, as clients of Kubeflow Pipelines name it.") String uid,
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("Name for people.") String displayName,
    @NonNull @Description("What people say of it.") String description,
    @NonNull @Description("Tags, ordered by key.") List<@NonNull ApiTag> tags,
    @NonNull @Description("When it was made.") Instant createdAt)
    implements ApiNode {
  static ApiPipeline of(StoredPipeline it) {
    return new ApiPipeline(
        it,
        NodeType.PIPELINE.id(it.id()),
        it.id().toString(),
        it.name(),
        it.shownName(),
        it.description(),
        ApiTag.list(new TreeMap<>(it.tags())),
        it.createdAt());
  }
}
