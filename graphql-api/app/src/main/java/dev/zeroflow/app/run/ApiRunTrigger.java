package dev.zeroflow.app.run;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** What started a run. */
@Type("RunCause")
@Description("What started a run.")
public record ApiRunTrigger(
    @NonNull @Description("Kind of cause.") ApiTriggerKind kind,
    @Description("What exactly, e.g. the address of the object that was stored.")
        @Nullable String detail) {}
