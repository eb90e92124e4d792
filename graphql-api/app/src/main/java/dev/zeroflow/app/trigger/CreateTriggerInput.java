package dev.zeroflow.app.trigger;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A trigger to store. */
@Input("CreateTriggerInput")
@Description("A trigger to store.")
public record CreateTriggerInput(
    @NonNull @Description("Name; the trigger of this name is replaced.") String name,
    @NonNull @Description("Bucket to watch.") String bucket,
    @Description("How the key must begin; any if left out.") @Nullable String prefix,
    @Description("How the key must end; any if left out.") @Nullable String suffix,
    @NonNull @Description("Pipeline whose newest version runs.") String pipeline,
    @Description("Parameters of the runs.") @Nullable List<ParameterTemplateInput> parameters) {}
