package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.NamedValue;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.registry.ApiTag;
import dev.zeroflow.app.run.ApiPipelineRun;
import dev.zeroflow.app.run.ApiRun;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.run.RunHome;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import dev.zeroflow.store.RunIndex;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** What runs of every kind have, read for all runs of an answer at once. */
@GraphQLApi
@Refusing
public class RunRelations {
  /** Most children of all runs of an answer. */
  private static final int MAX_CHILDREN = 1_000;

  private final RunPages pages;
  private final TrackingRunNodes nodes;
  private final TrackingRuns tracking;
  private final RunIndex index;
  private final ExperimentNodes experiments;

  RunRelations(
      RunPages pages,
      TrackingRunNodes nodes,
      TrackingRuns tracking,
      RunIndex index,
      ExperimentNodes experiments) {
    this.pages = pages;
    this.nodes = nodes;
    this.tracking = tracking;
    this.index = index;
    this.experiments = experiments;
  }

  @NonNull
  @Description("Experiment that it belongs to.")
  public Uni<List<ApiExperiment>> experiment(@Source List<ApiRun> runs) {
    return pages.later(
        () -> {
          String project = runs.getFirst().project();
          Map<UUID, RunHome> homes = homes(project, runs);
          UUID byDefault = Experiment.defaultId(project);
          List<UUID> ids = runs.stream().map(run -> experimentOf(run, homes, byDefault)).toList();
          var found = experiments.byIds(project, ids.stream().distinct().toList());
          return ids.stream().map(id -> known(found, id)).toList();
        });
  }

  private Map<UUID, RunHome> homes(String project, List<ApiRun> runs) {
    List<UUID> pipelineRuns = pipelineRuns(runs).stream().map(it -> it.run().id()).toList();
    return pipelineRuns.isEmpty() ? Map.of() : index.homes(project, pipelineRuns);
  }

  private static UUID experimentOf(ApiRun run, Map<UUID, RunHome> homes, UUID byDefault) {
    if (run instanceof ApiTrackingRun it) {
      return it.run().experimentId();
    }
    RunHome home = homes.get(UUID.fromString(run.uid()));
    return home == null ? byDefault : home.experimentId();
  }

  private static ApiExperiment known(Map<UUID, ApiExperiment> found, UUID id) {
    return Objects.requireNonNull(found.get(id), "a run belongs to an experiment");
  }

  @NonNull
  @Description("Tags, ordered by key.")
  public Uni<List<List<@NonNull ApiTag>>> tags(@Source List<ApiRun> runs) {
    return each(runs, this::tagsOfPipelineRuns, it -> ApiTag.of(it.tags()));
  }

  /** Those of the tracking run that stands for a pipeline run and has its id. */
  private Uni<List<List<ApiTag>>> tagsOfPipelineRuns(List<ApiPipelineRun> runs) {
    List<UUID> ids = runs.stream().map(it -> it.run().id()).toList();
    return pages.later(
        () -> {
          Map<UUID, RunData> data = tracking.data(runs.getFirst().project(), ids);
          return ids.stream()
              .map(id -> ApiTag.of(data.getOrDefault(id, RunData.EMPTY).tags()))
              .toList();
        });
  }

  @NonNull
  @Description(
      "Runs that clients log in its tasks, newest first; at most 1000 for all runs of an answer"
          + " together.")
  public Uni<List<List<@NonNull ApiTrackingRun>>> children(@Source List<ApiPipelineRun> runs) {
    return pages.later(
        () -> {
          String project = runs.getFirst().project();
          List<UUID> ids = runs.stream().map(it -> it.run().id()).toList();
          Map<UUID, List<UUID>> ofTasks = index.ofTasks(project, ids, MAX_CHILDREN);
          Map<String, ApiTrackingRun> byId =
              nodes
                  .byIds(project, ofTasks.values().stream().flatMap(List::stream).toList())
                  .stream()
                  .collect(Collectors.toMap(ApiTrackingRun::uid, run -> run));
          return ids.stream()
              .map(id -> ofTasks.getOrDefault(id, List.of()).stream())
              .map(own -> own.map(id -> byId.get(id.toString())).filter(Objects::nonNull).toList())
              .toList();
        });
  }

  @NonNull
  @Description(
      "Parameters: of a pipeline run as JSON texts, of a tracking run as the texts that the client"
          + " logged, ordered by name.")
  public Uni<List<List<@NonNull NamedValue>>> parameters(@Source List<ApiRun> runs) {
    return each(runs, RunRelations::parametersOfPipelineRuns, it -> NamedValue.of(it.parameters()));
  }

  private static Uni<List<List<NamedValue>>> parametersOfPipelineRuns(List<ApiPipelineRun> runs) {
    return Uni.createFrom()
        .item(runs.stream().map(it -> NamedValue.list(it.run().parameters())).toList());
  }

  /** For each run, in the order of the runs, what is read in one way for its kind. */
  private static <T> Uni<List<T>> each(
      List<ApiRun> runs,
      Function<List<ApiPipelineRun>, Uni<List<T>>> ofPipelineRuns,
      Function<RunData, T> ofTrackingRun) {
    List<ApiPipelineRun> pipelineRuns = pipelineRuns(runs);
    List<ApiTrackingRun> trackingRuns = trackingRuns(runs);
    Uni<List<T>> first = pipelineRuns.isEmpty() ? nothing() : ofPipelineRuns.apply(pipelineRuns);
    Uni<List<T>> second =
        trackingRuns.isEmpty() ? nothing() : TrackingRunDetails.data(trackingRuns, ofTrackingRun);
    return Uni.combine()
        .all()
        .unis(first, second)
        .with(
            (a, b) -> {
              Map<String, T> byRun = new HashMap<>();
              put(byRun, pipelineRuns, a);
              put(byRun, trackingRuns, b);
              return inOrder(runs, byRun);
            });
  }

  private static <T> Uni<List<T>> nothing() {
    return Uni.createFrom().item(List.of());
  }

  private static <T> void put(Map<String, T> byRun, List<? extends ApiRun> runs, List<T> values) {
    for (int i = 0; i < values.size(); i++) {
      byRun.put(runs.get(i).id(), values.get(i));
    }
  }

  private static <T> List<T> inOrder(List<ApiRun> runs, Map<String, T> byRun) {
    List<T> each = new ArrayList<>();
    runs.forEach(run -> each.add(byRun.get(run.id())));
    return each;
  }

  private static List<ApiPipelineRun> pipelineRuns(List<ApiRun> runs) {
    return runs.stream()
        .filter(ApiPipelineRun.class::isInstance)
        .map(ApiPipelineRun.class::cast)
        .toList();
  }

  private static List<ApiTrackingRun> trackingRuns(List<ApiRun> runs) {
    return runs.stream()
        .filter(ApiTrackingRun.class::isInstance)
        .map(ApiTrackingRun.class::cast)
        .toList();
  }
}
