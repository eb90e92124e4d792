package dev.zeroflow.app.registry;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What is to become different about a version; what is left out stays. */
@Input("UpdateModelVersionInput")
@Description("What is to become different about a version; what is left out stays.")
public record UpdateModelVersionInput(
    @NonNull @Description("Name of the model.") String model,
    @NonNull @Description("Number of the version.") String version,
    @Description("What to say of it.") @Nullable String description,
    @Description("Where it is to stand.") @Nullable ApiStage stage,
    @Description("Tags to set.") @Nullable List<TagInput> tags,
    @Description("Keys of tags to remove.") @Nullable List<String> removeTags) {}
