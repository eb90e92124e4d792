package dev.zeroflow.app.trigger;

import dev.zeroflow.app.api.NamedValue;
import dev.zeroflow.metadata.trigger.RunTrigger;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What starts runs when objects are stored. */
@Type("Trigger")
@Description("Starts a run of a pipeline when an object is stored in a bucket.")
public record ApiTrigger(
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("Bucket that it watches.") String bucket,
    @NonNull @Description("How the key must begin; empty for any.") String prefix,
    @NonNull @Description("How the key must end; empty for any.") String suffix,
    @NonNull @Description("Pipeline whose newest version runs.") String pipeline,
    @NonNull @Description("Templates of the run's parameters.")
        List<@NonNull NamedValue> parameters,
    @Description("Whether it starts runs.") boolean enabled) {
  static ApiTrigger of(RunTrigger trigger) {
    return new ApiTrigger(
        trigger.name(),
        trigger.bucket(),
        trigger.prefix(),
        trigger.suffix(),
        trigger.pipeline(),
        NamedValue.list(trigger.parameters()),
        trigger.enabled());
  }
}
