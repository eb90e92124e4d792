package dev.zeroflow.app.registry;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** A model to add. */
@Input("CreateRegisteredModelInput")
@Description("A model to add.")
public record CreateRegisteredModelInput(
    @NonNull @Description("Unique in the project, without / and :.") String name,
    @Description("What to say of it.") @Nullable String description,
    @Description("Tags to set.") @Nullable List<TagInput> tags,
    @Description("Chosen by you, once per intended model: a repeated request has no effect.")
        @Nullable String clientRequestId) {}
