package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.graph.AllRuns;
import dev.zeroflow.app.graph.RunConnection;
import dev.zeroflow.app.run.ApiPipelineRun;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.VersionSummary;
import dev.zeroflow.metadata.run.RunHome;
import dev.zeroflow.metadata.run.RunSelection;
import dev.zeroflow.metadata.run.VersionReference;
import dev.zeroflow.store.PipelineReads;
import dev.zeroflow.store.RunIndex;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** What belongs to pipelines and their versions. */
@GraphQLApi
@Refusing
public class PipelineDetails {
  private final PipelineReads reads;
  private final RunIndex index;
  private final AllRuns runs;
  private final Later later;

  PipelineDetails(PipelineReads reads, RunIndex index, AllRuns runs, Later later) {
    this.reads = reads;
    this.index = index;
    this.runs = runs;
    this.later = later;
  }

  @NonNull
  @Description("Versions, newest first; costs a read for each pipeline.")
  public Uni<PipelineVersionConnection> versions(
      @Source ApiPipeline pipeline,
      @Name("first") @DefaultValue("25") @Description("Most versions to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    return later.of(() -> versionsOf(pipeline.stored(), Slice.size(first), after));
  }

  private PipelineVersionConnection versionsOf(
      StoredPipeline pipeline, int size, @Nullable String after) {
    String list = "versions " + pipeline.id();
    @Nullable Long last = Cursor.number(list, after);
    int below = last == null ? Integer.MAX_VALUE : Math.clamp(last, 0, Integer.MAX_VALUE);
    List<VersionSummary> found = reads.versions(pipeline.project(), pipeline.id(), below, size + 1);
    return PipelineVersionConnection.of(
        Slice.of(
            found,
            size,
            it -> Cursor.text(list, it.number()),
            it -> ApiPipelineVersion.of(pipeline.project(), it)));
  }

  @NonNull
  @Description("Runs of it, newest first; costs reads for each pipeline.")
  public Uni<RunConnection> runs(
      @Source ApiPipeline pipeline,
      @Name("first") @DefaultValue("25") @Description("Most runs to return, 1 to 100.") int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    StoredPipeline stored = pipeline.stored();
    return later.of(
        () ->
            runs.page(
                stored.project(),
                RunSelection.ofPipeline(stored.id(), stored.name()),
                first,
                after));
  }

  @Description("The version that was added last; null if there is none.")
  public Uni<List<@Nullable ApiPipelineVersion>> latestVersion(
      @Source List<ApiPipeline> pipelines) {
    String project = pipelines.getFirst().stored().project();
    List<UUID> ids = pipelines.stream().map(it -> it.stored().id()).distinct().toList();
    return later.of(
        () -> {
          Map<UUID, VersionSummary> latest =
              by(VersionSummary::pipelineId, reads.latest(project, ids));
          return each(pipelines, it -> shown(project, latest.get(it.stored().id())));
        });
  }

  @NonNull
  @Description("The pipeline that it is a version of.")
  public Uni<List<ApiPipeline>> pipeline(@Source List<ApiPipelineVersion> versions) {
    String project = versions.getFirst().project();
    List<UUID> ids = versions.stream().map(it -> it.stored().pipelineId()).distinct().toList();
    return later.of(
        () -> {
          Map<UUID, StoredPipeline> byId = by(StoredPipeline::id, reads.byIds(project, ids));
          return versions.stream()
              .map(it -> Objects.requireNonNull(byId.get(it.stored().pipelineId())))
              .map(ApiPipeline::of)
              .toList();
        });
  }

  @Description("What it says; null if it is no pipeline that this server understands.")
  public Uni<List<@Nullable ApiPipelineDefinition>> definition(
      @Source List<ApiPipelineVersion> versions) {
    String project = versions.getFirst().project();
    List<UUID> ids = versions.stream().map(it -> it.stored().id()).distinct().toList();
    return later.of(
        () -> {
          Map<UUID, String> documents = reads.documents(project, ids);
          return each(
              versions,
              it -> ApiPipelineDefinition.of(documents.getOrDefault(it.stored().id(), "")));
        });
  }

  @Description("Version of a pipeline that it executes; null if its document came with it.")
  public Uni<List<@Nullable ApiPipelineVersion>> pipelineVersion(
      @Source List<ApiPipelineRun> runs) {
    String project = runs.getFirst().project();
    return later.of(
        () -> {
          Map<UUID, RunHome> homes =
              index.homes(project, runs.stream().map(it -> it.run().id()).distinct().toList());
          List<UUID> ids =
              homes.values().stream()
                  .map(PipelineDetails::versionOf)
                  .filter(Objects::nonNull)
                  .toList();
          Map<UUID, VersionSummary> byId = by(VersionSummary::id, reads.versions(project, ids));
          return each(runs, it -> shown(project, byId.get(versionOf(homes.get(it.run().id())))));
        });
  }

  private static @Nullable UUID versionOf(@Nullable RunHome home) {
    VersionReference version = home == null ? null : home.version();
    return version == null ? null : version.versionId();
  }

  private static @Nullable ApiPipelineVersion shown(String project, @Nullable VersionSummary it) {
    return it == null ? null : ApiPipelineVersion.of(project, it);
  }

  private static <K, V> Map<K, V> by(Function<V, K> key, List<V> values) {
    return values.stream().collect(Collectors.toMap(key, it -> it));
  }

  private static <S, T> List<@Nullable T> each(List<S> sources, Function<S, @Nullable T> of) {
    List<@Nullable T> each = new ArrayList<>();
    sources.forEach(source -> each.add(of.apply(source)));
    return each;
  }
}
