package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.file.FileEntry;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import dev.zeroflow.metadata.tracking.MetricHistories;
import dev.zeroflow.metadata.tracking.MetricHistories.Range;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunInputs;
import dev.zeroflow.metadata.tracking.RunInputs.Logged;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** The query that puts runs side by side. */
@GraphQLApi
@Refusing
public class ComparisonResolver {
  private static final int MIN_RUNS = 2;
  private static final int MAX_RUNS = 20;

  /** Most files of a run's root that are compared. */
  private static final int MAX_FILES = 200;

  private final CallerResolver callers;
  private final TrackingRuns runs;
  private final TrackingRunNodes nodes;
  private final RunInputs inputs;
  private final MetricHistories histories;
  private final RunPages pages;
  private final Files files;

  ComparisonResolver(
      CallerResolver callers,
      TrackingRuns runs,
      TrackingRunNodes nodes,
      RunInputs inputs,
      MetricHistories histories,
      RunPages pages,
      Files files) {
    this.callers = callers;
    this.runs = runs;
    this.nodes = nodes;
    this.inputs = inputs;
    this.histories = histories;
    this.pages = pages;
    this.files = files;
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Puts tracking runs side by side.")
  public ApiRunComparison compareRuns(
      @NonNull
          @Name("ids")
          @Description("Ids of 2 to 20 tracking runs, or what clients name them by.")
          List<@NonNull String> ids) {
    String project = callers.caller().project();
    List<ApiTrackingRun> found = pages.shown(project, found(project, wanted(ids)));
    List<UUID> order = found.stream().map(run -> run.run().id()).toList();
    Map<UUID, RunData> data = runs.data(project, order);
    Map<UUID, Logged> logged = inputs.of(project, order);
    Map<UUID, List<Range>> ranges = histories.ranges(project, order);
    return ApiRunComparison.of(
        found,
        order.stream().map(id -> data.getOrDefault(id, RunData.EMPTY)).toList(),
        order.stream().map(id -> logged.getOrDefault(id, Logged.NOTHING)).toList(),
        order.stream().map(id -> ranges.getOrDefault(id, List.of())).toList());
  }

  private static List<UUID> wanted(List<String> ids) {
    if (ids.size() < MIN_RUNS || ids.size() > MAX_RUNS) {
      throw new BadInputException("ids must be %d to %d runs".formatted(MIN_RUNS, MAX_RUNS));
    }
    List<UUID> wanted =
        ids.stream()
            .map(id -> TrackingIds.parse(id).orElseThrow(() -> unknown(id)))
            .distinct()
            .toList();
    if (wanted.size() < ids.size()) {
      throw new BadInputException("ids has a run twice");
    }
    return wanted;
  }

  private List<TrackingRun> found(String project, List<UUID> ids) {
    Map<UUID, TrackingRun> byId =
        nodes.stored(project, ids).stream().collect(Collectors.toMap(TrackingRun::id, run -> run));
    return ids.stream()
        .map(id -> Optional.ofNullable(byId.get(id)).orElseThrow(() -> unknown(id)))
        .toList();
  }

  private static NotFoundException unknown(Object id) {
    return new NotFoundException("there is no run " + id);
  }

  @NonNull
  @Description("Files and directories in the roots, ordered by name, at most 200 of a run.")
  public Uni<List<@NonNull ComparedFile>> artifacts(@Source ApiRunComparison comparison) {
    return pages.later(() -> ComparedFile.of(roots(comparison)));
  }

  /** Of each run what its root has; nothing if its files are not here. */
  private List<List<FileEntry>> roots(ApiRunComparison comparison) {
    List<TrackingRun> compared = comparison.runs().stream().map(ApiTrackingRun::run).toList();
    List<FilePath> directories = compared.stream().flatMap(run -> root(run).stream()).toList();
    var found = files.list(compared.getFirst().project(), directories, MAX_FILES).iterator();
    return compared.stream()
        .map(run -> root(run).isPresent() ? found.next() : List.<FileEntry>of())
        .toList();
  }

  private static Optional<FilePath> root(TrackingRun run) {
    return ArtifactRoots.directory(ArtifactRoots.ofRun(run));
  }
}
