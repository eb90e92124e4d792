package dev.zeroflow.app.trigger;

import dev.zeroflow.app.api.ApiNode;
import dev.zeroflow.app.api.NamedValue;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.trigger.RunTrigger;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What starts runs when objects are stored. */
@Type("Trigger")
@Description("Starts a run of a pipeline when an object is stored in a bucket.")
public record ApiTrigger(
    @NonNull @Id @Description("Unique among all things; tells what it is the id of.") String id,
    @NonNull @Description("Unique in the project.") String name,
    @NonNull @Description("Bucket that it watches.") String bucket,
    @NonNull @Description("How the key must begin; empty for any.") String prefix,
    @NonNull @Description("How the key must end; empty for any.") String suffix,
    @NonNull @Description("Pipeline whose newest version runs.") String pipeline,
    @NonNull @Description("Templates of the run's parameters.")
        List<@NonNull NamedValue> parameters,
    @Description("Whether it starts runs.") boolean enabled)
    implements ApiNode {
  static ApiTrigger of(RunTrigger trigger) {
    return new ApiTrigger(
        NodeType.TRIGGER.id(trigger.name()),
        trigger.name(),
        trigger.bucket(),
        trigger.prefix(),
        trigger.suffix(),
        trigger.pipeline(),
        NamedValue.list(trigger.parameters()),
        trigger.enabled());
  }
}
