package dev.zeroflow.app.change;

import dev.zeroflow.app.registry.TagInput;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** An experiment to add. */
@Input("CreateExperimentInput")
@Description("An experiment to add.")
public record CreateExperimentInput(
    @NonNull @Description("Unique in the project, also among deleted ones.") String name,
    @Description("Tags to set.") @Nullable List<TagInput> tags,
    @Description("Chosen by you, once per intended experiment: a repeated request has no effect.")
        @Nullable String clientRequestId) {}
