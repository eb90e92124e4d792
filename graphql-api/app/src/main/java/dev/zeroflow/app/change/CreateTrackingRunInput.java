package dev.zeroflow.app.change;

import dev.zeroflow.app.api.ParameterInput;
import dev.zeroflow.app.registry.TagInput;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A run to log to; it is RUNNING from the start. */
@Input("CreateTrackingRunInput")
@Description("A run to log to; it is RUNNING from the start.")
public record CreateTrackingRunInput(
    @NonNull @Id @Description("Id of its experiment, or the number.") String experiment,
    @NonNull @Description("Name for people.") String name,
    @Description("Tags to set.") @Nullable List<TagInput> tags,
    @Description("Parameters to log; values are plain texts.")
        @Nullable List<ParameterInput> parameters,
    @Description("Chosen by you, once per intended run: a repeated request has no effect.")
        @Nullable String clientRequestId) {}
