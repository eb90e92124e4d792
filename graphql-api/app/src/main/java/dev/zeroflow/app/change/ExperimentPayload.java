package dev.zeroflow.app.change;

import dev.zeroflow.app.api.UserError;
import dev.zeroflow.app.tracking.ApiExperiment;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of an experiment. */
@Type("ExperimentPayload")
@Description("What became of an experiment.")
public record ExperimentPayload(
    @Description("As it is now; null if nothing was done.") @Nullable ApiExperiment experiment,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {}
