package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.schedule.RecurringRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recurring runs as they are shown. */
@ApplicationScoped
class ShownRecurringRuns {
  private final KfpJson json;

  ShownRecurringRuns(KfpJson json) {
    this.json = json;
  }

  RecurringRunBody.Shown of(RecurringRun it) {
    String error = it.progress().error();
    return new RecurringRunBody.Shown(
        it.id().toString(),
        it.name(),
        it.description(),
        it.source() instanceof RecurringRun.Source.Document document
            ? SpecJson.shown(document.text())
            : null,
        it.source() instanceof RecurringRun.Source.Version version
            ? VersionReferenceBody.of(version.reference())
            : null,
        new RuntimeConfigBody(parameters(it.parameters()), it.pipelineRoot()),
        it.serviceAccount(),
        it.maxConcurrency(),
        TriggerBody.of(it.schedule()),
        it.enabled() ? "ENABLE" : "DISABLE",
        it.createdAt(),
        it.updatedAt(),
        it.enabled() ? "ENABLED" : "DISABLED",
        error == null ? null : StatusBody.inside(GrpcCode.FAILED_PRECONDITION, error),
        it.catchUp() ? null : true,
        it.experimentId().toString());
  }

  private Map<String, @Nullable Object> parameters(String text) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    Map<?, ?> read = json.read(text.getBytes(StandardCharsets.UTF_8), Map.class);
    read.forEach((name, value) -> values.put(String.valueOf(name), value));
    return values;
  }
}
