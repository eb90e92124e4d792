package dev.zeroflow.app.run;

import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a run that was to start. */
@Type("StartRunPayload")
@Description("What became of a run that was to start.")
public record StartRunPayload(
    @Description("The run, or the first one of a repeated request; null if none was started.")
        @Nullable ApiPipelineRun run,
    @NonNull @Description("Why none was started; empty if one was.")
        List<@NonNull UserError> userErrors) {}
