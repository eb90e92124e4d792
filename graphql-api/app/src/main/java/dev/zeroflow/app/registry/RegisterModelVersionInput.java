package dev.zeroflow.app.registry;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * What to register. In a list that may be left out no item is marked as there: the schema would
 * take the mark for one of the list.
 */
@Input("RegisterModelVersionInput")
@Description("What to register.")
public record RegisterModelVersionInput(
    @NonNull @Description("Name of the model; it is created with its first version.") String model,
    @NonNull @Id @Description("Artifact that holds the model.") String artifactId,
    @Description("What to say of it.") @Nullable String description,
    @Description("Figures to show with it, at most 100.") @Nullable List<ModelMetricInput> metrics,
    @Description("Tags to set.") @Nullable List<TagInput> tags,
    @Description("JSON text of inputs and outputs.") @Nullable String signature,
    @Description("JSON text of what it needs to be loaded.") @Nullable String environment,
    @NonNull
        @Description("Chosen by you, once per intended version: a repeated request has no effect.")
        String clientRequestId) {}
