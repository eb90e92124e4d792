package dev.zeroflow.app.pipeline;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.spec.ParameterDef;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A parameter that runs of a version take. */
@Type("PipelineInput")
@Description("A parameter that runs of a version take.")
public record ApiPipelineInput(
    @NonNull @Description("Its name.") String name,
    @NonNull
        @Description(
            "STRING, NUMBER_INTEGER, NUMBER_DOUBLE, BOOLEAN, LIST, STRUCT, or a special one.")
        String type,
    @Description("Whether it may be left out.") boolean optional,
    @Description("JSON text of what it is when it is left out; null if there is none.")
        @Nullable String defaultValue) {
  static ApiPipelineInput of(String name, ParameterDef it) {
    Object value = it.defaultValue();
    return new ApiPipelineInput(
        name,
        it.type().name(),
        it.optional() || value != null,
        value == null ? null : Json.write(value));
  }
}
