package dev.zeroflow.app.dataset;

import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.tracking.RecordedDataset;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A version of a data set, as the client that logged it says. */
@Type("DatasetVersion")
@Description("A version of a data set, as the client that logged it says.")
public record ApiDatasetVersion(
    @NonNull @Id @Description("Id of its artifact, where a walk through the lineage can begin.")
        String artifactId,
    @NonNull @Description("Name of the data set.") String name,
    @NonNull @Description("Digest of its content, as the client made it.") String digest,
    @NonNull @Description("Kind of its source, e.g. local or s3.") String sourceType,
    @NonNull @Description("JSON text that says where it is from; never opened.") String source,
    @NonNull @Description("When it was logged first.") Instant createdAt) {
  static ApiDatasetVersion of(RecordedDataset it) {
    return new ApiDatasetVersion(
        NodeType.ARTIFACT.id(it.id()),
        it.name(),
        it.digest(),
        it.sourceType(),
        it.source(),
        it.createdAt());
  }
}
