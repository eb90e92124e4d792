package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.metadata.tracking.LoggedModel;
import dev.zeroflow.metadata.tracking.LoggedModels;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunInputs.Logged;
import dev.zeroflow.metadata.tracking.RunInputs.ModelOutput;
import io.smallrye.mutiny.Uni;
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

/** What was logged to tracking runs, read for all runs of an answer at once. */
@GraphQLApi
@Refusing
public class TrackingRunDetails {
  private final RunPages pages;
  private final LoggedModels models;

  TrackingRunDetails(RunPages pages, LoggedModels models) {
    this.pages = pages;
    this.models = models;
  }

  @NonNull
  @Description("Of each metric the latest figure, ordered by key.")
  public Uni<List<List<@NonNull ApiTrackingMetric>>> metrics(@Source List<ApiTrackingRun> runs) {
    return data(runs, it -> it.metrics().stream().map(ApiTrackingMetric::of).toList());
  }

  /** For each run a part of what was logged to it. */
  static <T> Uni<List<T>> data(List<ApiTrackingRun> runs, Function<RunData, T> part) {
    return RunPage.each(runs, RunPage::data, RunData.EMPTY)
        .map(read -> read.stream().map(part).toList());
  }

  @NonNull
  @Description("Data sets that it has read.")
  public Uni<List<List<@NonNull ApiDatasetInput>>> datasets(@Source List<ApiTrackingRun> runs) {
    String project = project(runs);
    return logged(runs)
        .map(
            read ->
                read.stream()
                    .map(
                        it ->
                            it.datasets().stream()
                                .map(input -> ApiDatasetInput.of(project, input))
                                .toList())
                    .toList());
  }

  @NonNull
  @Description("Logged models that it has read.")
  public Uni<List<List<@NonNull ApiLoggedModel>>> modelInputs(@Source List<ApiTrackingRun> runs) {
    return models(runs, Logged::models);
  }

  @NonNull
  @Description("Logged models that it has put out.")
  public Uni<List<List<@NonNull ApiLoggedModel>>> modelOutputs(@Source List<ApiTrackingRun> runs) {
    return models(runs, it -> it.outputs().stream().map(ModelOutput::modelId).toList());
  }

  private Uni<List<List<ApiLoggedModel>>> models(
      List<ApiTrackingRun> runs, Function<Logged, List<UUID>> which) {
    String project = project(runs);
    return logged(runs)
        .map(read -> read.stream().map(which).toList())
        .flatMap(
            ids ->
                pages.later(
                    () -> {
                      List<UUID> all = ids.stream().flatMap(List::stream).distinct().toList();
                      Map<UUID, ApiLoggedModel> byId = byId(project, all);
                      return ids.stream()
                          .map(own -> own.stream().map(byId::get).filter(Objects::nonNull).toList())
                          .toList();
                    }));
  }

  private Map<UUID, ApiLoggedModel> byId(String project, List<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : models.all(project, ids).stream()
            .collect(Collectors.toMap(LoggedModel::id, ApiLoggedModel::of));
  }

  private static Uni<List<Logged>> logged(List<ApiTrackingRun> runs) {
    return RunPage.each(runs, RunPage::logged, Logged.NOTHING);
  }

  private static String project(List<ApiTrackingRun> runs) {
    return runs.getFirst().run().project();
  }
}
