package dev.zeroflow.app.run;

import dev.zeroflow.app.api.UserError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a request about a run. */
@Type("RunRequestPayload")
@Description("What became of a request about a run.")
public record RunRequestPayload(
    @Description(
            "Whether it is carried out; false if it is refused, or accepted and still waits for a"
                + " scheduler.")
        boolean done,
    @Description("The run as it is now; null if the request is refused.")
        @Nullable ApiPipelineRun run,
    @NonNull @Description("Why it is refused; empty if it is not.")
        List<@NonNull UserError> userErrors) {}
