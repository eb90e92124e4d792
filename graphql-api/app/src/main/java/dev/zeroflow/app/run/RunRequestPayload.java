package dev.zeroflow.app.run;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What became of a request about a run. */
@Type("RunRequestPayload")
@Description("What became of a request about a run.")
public record RunRequestPayload(
    @Description(
            "Whether it is carried out; false if it is accepted and still waits for a scheduler.")
        boolean done,
    @NonNull @Description("The run as it is now.") ApiRun run) {}
