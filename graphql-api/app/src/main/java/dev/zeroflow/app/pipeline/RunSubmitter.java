package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.ParameterInput;
import dev.zeroflow.app.change.KnownExperiment;
import dev.zeroflow.app.run.GivenParameters;
import dev.zeroflow.app.run.RunControlResolver;
import dev.zeroflow.metadata.Names;
import dev.zeroflow.metadata.experiment.Experiments;
import dev.zeroflow.metadata.experiment.StorageState;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.VersionSummary;
import dev.zeroflow.metadata.run.RunDetail;
import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.metadata.run.VersionReference;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.store.PipelineReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts runs of stored pipelines. What is said of a run is stored first, under the id that the run
 * will have, so a crash in between leaves nothing that anybody sees. Blocking.
 */
@ApplicationScoped
class RunSubmitter {
  private static final String DEFAULT_EXPERIMENT = "0";
  private final PipelineReads pipelines;
  private final KnownExperiment known;
  private final Experiments experiments;
  private final RunDetails details;
  private final RunClient runs;
  private final Supplier<UUID> ids;

  RunSubmitter(
      PipelineReads pipelines,
      KnownExperiment known,
      Experiments experiments,
      RunDetails details,
      RunClient runs,
      Supplier<UUID> ids) {
    this.pipelines = pipelines;
    this.known = known;
    this.experiments = experiments;
    this.details = details;
    this.runs = runs;
    this.ids = ids;
  }

  /** The run that is started, or the first one of a repeated request. */
  UUID submit(String project, SubmitRunInput input) {
    VersionSummary version = version(project, input);
    String number = input.experiment() == null ? DEFAULT_EXPERIMENT : input.experiment();
    UUID experiment = known.active(project, number).id();
    RunClient.Request request = request(project, version, input);
    UUID wanted = ids.get();
    details.describe(detail(wanted, project, experiment, version));
    UUID run = submitted(wanted, request);
    experiments.runAdded(project, experiment, known.now());
    return run;
  }

  private UUID submitted(UUID wanted, RunClient.Request request) {
    UUID run = null;
    try {
      run = runs.submit(wanted, request).id();
      return run;
    } finally {
      // It was refused, or is an earlier one.
      if (!wanted.equals(run)) {
        details.forget(request.project(), wanted);
      }
    }
  }

  private VersionSummary version(String project, SubmitRunInput input) {
    if ((input.pipeline() == null) == (input.version() == null)) {
      throw new BadInputException("say either pipeline or version");
    }
    return input.version() == null
        ? newest(project, input.pipeline() == null ? "" : input.pipeline())
        : byId(project, input.version());
  }

  private VersionSummary byId(String project, String text) {
    List<UUID> id = NodeType.PIPELINE_VERSION.uuid(text).stream().toList();
    return pipelines.versions(project, id).stream()
        .findFirst()
        .orElseThrow(() -> new NotFoundException("there is no pipeline version " + text));
  }

  private VersionSummary newest(String project, String text) {
    Optional<StoredPipeline> pipeline =
        Stream.concat(
                pipelines.named(project, text).stream(),
                NodeType.PIPELINE.uuid(text).stream()
                    .flatMap(id -> pipelines.byIds(project, List.of(id)).stream()))
            .findFirst();
    UUID id =
        pipeline
            .map(StoredPipeline::id)
            .orElseThrow(() -> new NotFoundException("there is no pipeline " + text));
    return pipelines.latest(project, List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NotFoundException("pipeline " + text + " has no version yet"));
  }

  private static RunDetail detail(
      UUID run, String project, UUID experiment, VersionSummary version) {
    return new RunDetail(
        run,
        project,
        experiment,
        null,
        "",
        StorageState.AVAILABLE,
        new VersionReference(version.pipelineId(), version.id()),
        "",
        null);
  }

  private RunClient.Request request(String project, VersionSummary version, SubmitRunInput input) {
    String document =
        Objects.requireNonNull(
            pipelines.documents(project, List.of(version.id())).get(version.id()),
            "a version has a document");
    Integer priority = input.priority();
    return new RunClient.Request(
        project,
        input.name(),
        document.getBytes(StandardCharsets.UTF_8),
        GivenParameters.values(some(input.parameters())),
        GivenParameters.texts(some(input.texts())),
        StartReason.MANUAL,
        new RunOptions(!Boolean.FALSE.equals(input.caching()), ""),
        priority == null ? 0 : RunControlResolver.priority(priority),
        key(input.clientRequestId()));
  }

  private static @Nullable String key(@Nullable String clientRequestId) {
    return clientRequestId == null ? null : "graphql/" + Names.checkRequestId(clientRequestId);
  }

  private static List<ParameterInput> some(@Nullable List<ParameterInput> given) {
    return given == null ? List.of() : given.stream().filter(Objects::nonNull).toList();
  }
}
