package dev.zeroflow.app.change;

import dev.zeroflow.app.api.UserError;
import dev.zeroflow.app.tracking.ApiTrackingRun;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What became of a tracking run. */
@Type("TrackingRunPayload")
@Description("What became of a tracking run.")
public record TrackingRunPayload(
    @Description("As it is now; null if nothing was done.") @Nullable ApiTrackingRun trackingRun,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {}
