package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.registry.ApiTag;
import dev.zeroflow.metadata.pipeline.VersionSummary;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An immutable definition. The ignored components let fields be read in batches. */
@Type("PipelineVersion")
@Description("An immutable compiled definition.")
public record ApiPipelineVersion(
    @Ignore String project,
    @Ignore VersionSummary stored,
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Its UUID, as clients of Kubeflow Pipelines name it.") String uid,
    @Description("Counts from 1 in each pipeline.") int number,
    @NonNull @Description("Unique in the pipeline.") String name,
    @NonNull @Description("Name for people.") String displayName,
    @NonNull @Description("What people say of it.") String description,
    @NonNull @Description("Where its source is, for people; may be empty.") String codeSourceUrl,
    @NonNull @Description("Tags, ordered by key.") List<@NonNull ApiTag> tags,
    @NonNull @Description("sha256:<hex> of its document.") String digest,
    @NonNull @Description("When it was added.") Instant createdAt)
    implements ApiNode {
  static ApiPipelineVersion of(String project, VersionSummary it) {
    String displayName = it.displayName();
    return new ApiPipelineVersion(
        project,
        it,
        NodeType.PIPELINE_VERSION.id(it.id()),
        it.id().toString(),
        it.number(),
        it.name(),
        displayName == null ? it.name() : displayName,
        it.description(),
        it.codeSourceUrl(),
        ApiTag.list(new TreeMap<>(it.tags())),
        it.digest(),
        it.createdAt());
  }
}
