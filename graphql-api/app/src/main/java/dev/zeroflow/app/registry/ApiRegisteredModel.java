package dev.zeroflow.app.registry;

import dev.zeroflow.metadata.registry.RegisteredModel;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A name that owns versions. */
@Type("RegisteredModel")
@Description("A name that owns versions.")
public record ApiRegisteredModel(
    @Ignore String project,
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("Number of the newest version.") String latestVersion,
    @NonNull @Description("When its first version was registered.") Instant createdAt) {
  static ApiRegisteredModel of(RegisteredModel model) {
    return new ApiRegisteredModel(
        model.project(), model.name(), Integer.toString(model.latestVersion()), model.createdAt());
  }
}
