package dev.zeroflow.app.kfp;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.app.python.EnvironmentsAhead;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.StoredVersion;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import dev.zeroflow.scheduler.spec.PipelineParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes pipelines and versions of what clients send. */
@ApplicationScoped
class NewPipelines {
  private final Supplier<UUID> ids;
  private final InstantSource clock;
  private final KfpJson json;
  private final EnvironmentsAhead environments;

  NewPipelines(
      Supplier<UUID> ids, InstantSource clock, KfpJson json, EnvironmentsAhead environments) {
    this.environments = environments;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  /**
   * What a client says of a pipeline or a version.
   *
   * @param name unique among its like
   * @param displayName null for the name
   * @param codeSourceUrl of a version
   */
  record Said(
      String name,
      @Nullable String displayName,
      String description,
      String codeSourceUrl,
      Map<String, String> tags) {
    static Said of(PipelineBody it) {
      return of(it.name(), it.displayName(), it.description(), null, it.tags());
    }

    static Said of(PipelineBody.Version it) {
      return of(it.name(), it.displayName(), it.description(), it.codeSourceUrl(), it.tags());
    }

    /** The name is the display name, if there is only that. */
    static Said of(
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String description,
        @Nullable String codeSourceUrl,
        @Nullable Map<String, String> tags) {
      String shown = Refusals.orNull(displayName);
      String own = Refusals.orNull(name);
      String used = own == null ? Refusals.orEmpty(shown) : own;
      return new Said(
          used,
          used.equals(shown) ? null : shown,
          Refusals.orEmpty(description),
          Refusals.orEmpty(Refusals.orNull(codeSourceUrl)),
          tags == null ? Map.of() : tags);
    }

    /** The same as the first version of a pipeline. */
    Said ofFirstVersion() {
      String cut =
          name.length() > StoredVersion.MAX_NAME ? name.substring(0, StoredVersion.MAX_NAME) : name;
      return new Said(cut.strip(), null, description, codeSourceUrl, Map.of());
    }
  }

  StoredPipeline pipeline(String project, Said said) {
    return new StoredPipeline(
        ids.get(),
        project,
        said.name(),
        said.displayName(),
        said.description(),
        said.tags(),
        now());
  }

  /**
   * A version of a document.
   *
   * @throws InvalidPipelineException if it is none
   */
  StoredVersion version(UUID pipeline, Said said, byte[] document) {
    environments.accept(PipelineParser.parse(document));
    return new StoredVersion(
        ids.get(),
        pipeline,
        said.name(),
        said.displayName(),
        said.description(),
        said.codeSourceUrl(),
        said.tags(),
        new String(document, StandardCharsets.UTF_8),
        now());
  }

  /** A version whose document comes in JSON. */
  StoredVersion version(UUID pipeline, PipelineBody.Version body) {
    if (body.packageUrl() != null) {
      throw HttpFailure.badInput(
          "the server fetches no package_url; upload the package, or send its pipeline_spec");
    }
    if (body.pipelineSpec() == null || body.pipelineSpec().isEmpty()) {
      throw HttpFailure.badInput("a version needs a pipeline_spec");
    }
    return version(pipeline, Said.of(body), SpecJson.document(body.pipelineSpec(), json));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
