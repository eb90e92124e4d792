package dev.zeroflow.app.change;

import dev.zeroflow.app.registry.TagInput;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about an experiment, all of it or nothing; what is left out stays.
 */
@Input("UpdateExperimentInput")
@Description(
    "What is to become different about an experiment, all of it or nothing; what is left out"
        + " stays.")
public record UpdateExperimentInput(
    @NonNull @Id @Description("Id of the experiment, or its number.") String experiment,
    @Description("Name to give it.") @Nullable String name,
    @Description("Tags to set.") @Nullable List<TagInput> tags,
    @Description("Keys of tags to remove.") @Nullable List<String> removeTags) {}
