package dev.zeroflow.app.tracking;

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
@Description("A group of tracking runs.")
public record ApiExperiment(
    @NonNull @Id @Description("Unique.") String id,
    @NonNull @Description("The id by which tracking clients name it; 0 is the default one.")
        String number,
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("Where clients find its files.") String artifactRoot,
    @NonNull @Description("Tags, ordered by key.") List<@NonNull ApiEntry> tags,
    @Description("Whether it is put away, with its runs.") boolean deleted,
    @NonNull @Description("When it was made.") Instant createdAt,
    @NonNull @Description("When it was changed last.") Instant updatedAt) {
  static ApiExperiment of(TrackingExperiment it) {
    List<ApiEntry> tags =
        new TreeMap<>(it.tags())
            .entrySet().stream().map(tag -> new ApiEntry(tag.getKey(), tag.getValue())).toList();
    return new ApiExperiment(
        it.id().toString(),
        Long.toString(it.number()),
        it.name(),
        ArtifactRoots.ofExperiment(it.number(), it.artifactLocation()),
        tags,
        it.deleted(),
        it.createdAt(),
        it.updatedAt());
  }
}
