package dev.zeroflow.app.graph;

import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.run.ApiPipelineRun;
import dev.zeroflow.app.run.ApiRun;
import dev.zeroflow.app.tracking.TrackingIds;
import dev.zeroflow.app.tracking.TrackingRunNodes;
import dev.zeroflow.metadata.run.RunKind;
import dev.zeroflow.metadata.run.RunPlace;
import dev.zeroflow.metadata.run.RunSelection;
import dev.zeroflow.store.RunIndex;
import dev.zeroflow.store.RunReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs of every kind: their places in one statement, then one for each kind that the page has.
 * Blocking.
 */
@ApplicationScoped
public class AllRuns {
  private final RunIndex index;
  private final RunReads pipelineRuns;
  private final TrackingRunNodes trackingRuns;

  AllRuns(RunIndex index, RunReads pipelineRuns, TrackingRunNodes trackingRuns) {
    this.index = index;
    this.pipelineRuns = pipelineRuns;
    this.trackingRuns = trackingRuns;
  }

  /** A page of the runs that are wanted. */
  public RunConnection page(
      String project, RunSelection wanted, int first, @Nullable String after) {
    int size = Slice.size(first);
    String list = "runs " + wanted;
    List<RunPlace> places = index.page(project, wanted, place(list, after), size + 1);
    Map<UUID, ApiRun> runs = byId(project, places.stream().limit(size).toList());
    Slice<Optional<ApiRun>> page =
        Slice.of(
            places,
            size,
            place -> Cursor.text(list, place.at(), place.id()),
            place -> Optional.ofNullable(runs.get(place.id())));
    return RunConnection.of(there(page));
  }

  /** What was deleted since its place was read is passed over. */
  private static Slice<ApiRun> there(Slice<Optional<ApiRun>> page) {
    List<String> cursors =
        page.edges((cursor, run) -> run.map(_ -> cursor)).stream()
            .flatMap(Optional::stream)
            .toList();
    return new Slice<>(
        page.items().stream().flatMap(Optional::stream).toList(), cursors, page.info());
  }

  /**
   * The run with this id.
   *
   * @param id of one kind, or a UUID; a tracking run that stands for a pipeline run has the same
   */
  Optional<ApiRun> find(String project, String id) {
    return Stream.of(RunKind.PIPELINE, RunKind.TRACKING)
        .flatMap(kind -> read(project, kind, ids(kind, id)).stream())
        .map(ApiRun.class::cast)
        .findFirst();
  }

  private static List<UUID> ids(RunKind kind, String id) {
    return switch (kind) {
      case PIPELINE -> NodeType.PIPELINE_RUN.uuid(id).stream().toList();
      case TRACKING -> TrackingIds.parse(id).stream().toList();
    };
  }

  private Map<UUID, ApiRun> byId(String project, List<RunPlace> places) {
    return places.stream()
        .collect(
            Collectors.groupingBy(
                RunPlace::kind, Collectors.mapping(RunPlace::id, Collectors.toList())))
        .entrySet()
        .stream()
        .flatMap(it -> read(project, it.getKey(), it.getValue()).stream())
        .collect(Collectors.toMap(run -> UUID.fromString(run.uid()), run -> run));
  }

  private List<? extends ApiRun> read(String project, RunKind kind, Collection<UUID> ids) {
    return switch (kind) {
      case PIPELINE ->
          Later.await(pipelineRuns.runs(project, ids)).stream().map(ApiPipelineRun::of).toList();
      case TRACKING -> trackingRuns.byIds(project, ids);
    };
  }

  private static @Nullable RunPlace place(String list, @Nullable String after) {
    return Cursor.timed(list, after, (time, id) -> new RunPlace(RunKind.PIPELINE, id, time));
  }
}
