package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.registry.ApiTag;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A group of tracking runs. */
@Type("Experiment")
@Description("A group of runs.")
public record ApiExperiment(
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Its UUID, as other protocols of this server name it.") String uid,
    @NonNull @Description("The id by which tracking clients name it; 0 is the default one.")
        String number,
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("Where clients find its files.") String artifactRoot,
    @NonNull @Description("Tags, ordered by key.") List<@NonNull ApiTag> tags,
    @Description("Whether it is put away, with its runs.") boolean deleted,
    @NonNull @Description("When it was made.") Instant createdAt,
    @NonNull @Description("When it was changed last.") Instant updatedAt)
    implements ApiNode {
  /** The experiment as it is shown. */
  public static ApiExperiment of(TrackingExperiment it) {
    return new ApiExperiment(
        NodeType.EXPERIMENT.id(it.id()),
        it.id().toString(),
        Long.toString(it.number()),
        it.name(),
        ArtifactRoots.ofExperiment(it.number(), it.artifactLocation()),
        ApiTag.list(new TreeMap<>(it.tags())),
        it.deleted(),
        it.createdAt(),
        it.updatedAt());
  }
}
