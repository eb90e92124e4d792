package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.tracking.DatasetVersion;
import dev.zeroflow.metadata.tracking.RunInputs.DatasetInput;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A data set that a run has read. */
@Type("DatasetInput")
@Description("A data set that a run has read.")
public record ApiDatasetInput(
    @NonNull @Id @Description("Id of its artifact, where a walk through the lineage can begin.")
        String id,
    @NonNull @Description("Name of the data set.") String name,
    @NonNull @Description("Digest of its content, as the client made it.") String digest,
    @NonNull @Description("What it was read for, e.g. train; empty if not said.") String context,
    @NonNull @Description("Kind of its source, e.g. local or s3.") String sourceType) {
  static ApiDatasetInput of(String project, DatasetInput it) {
    DatasetVersion version = it.dataset();
    return new ApiDatasetInput(
        NodeType.ARTIFACT.id(version.id(project)),
        version.name(),
        version.digest(),
        it.context(),
        version.sourceType());
  }
}
