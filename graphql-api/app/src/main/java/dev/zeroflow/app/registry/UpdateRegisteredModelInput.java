package dev.zeroflow.app.registry;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What is to become different about a model; what is left out stays. */
@Input("UpdateRegisteredModelInput")
@Description("What is to become different about a model; what is left out stays.")
public record UpdateRegisteredModelInput(
    @NonNull @Description("Name of the model.") String name,
    @Description("Name to give it.") @Nullable String newName,
    @Description("What to say of it.") @Nullable String description,
    @Description("Tags to set.") @Nullable List<TagInput> tags,
    @Description("Keys of tags to remove.") @Nullable List<String> removeTags,
    @Description("Revision that you saw: if it is another by now, nothing is done.")
        @Nullable Long expectedRevision) {}
