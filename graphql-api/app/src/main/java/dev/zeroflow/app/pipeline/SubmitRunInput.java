package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.ParameterInput;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

/** A run to start. */
@Input("SubmitRunInput")
@Description("A run to start: of a version, or of the newest version of a pipeline.")
public record SubmitRunInput(
    @Id @Description("Id of the pipeline, or its name; not with a version.")
        @Nullable String pipeline,
    @Id @Description("Id of the version; not with a pipeline.") @Nullable String version,
    @Description("Name for people; that of the pipeline if left out.") @Nullable String name,
    @Id @Description("Id of its experiment, or the number; the default one if left out.")
        @Nullable String experiment,
    @Description("Parameters; values are JSON texts.") @Nullable List<ParameterInput> parameters,
    @Description("The same with plain texts, which are read as what the pipeline declares.")
        @Nullable List<ParameterInput> texts,
    @Description("Whether tasks may take over earlier outputs; they may if left out.")
        @Nullable Boolean caching,
    @Description("From -1000 to 1000; 0 if left out.") @Nullable Integer priority,
    @Description("Chosen by you, once per intended run: a repeated request has no effect.")
        @Nullable String clientRequestId) {}
