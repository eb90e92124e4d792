package dev.zeroflow.app.change;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.ParameterInput;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RequestIds;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.registry.TagInput;
import dev.zeroflow.app.tracking.RunPages;
import dev.zeroflow.app.tracking.TrackingIds;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** Mutations of runs that clients log to. Tasks put none away. */
@GraphQLApi
@Refusing
public class TrackingRunMutations {
  private final CallerResolver callers;
  private final TrackingRuns runs;
  private final RunPages pages;
  private final KnownExperiment known;
  private final Supplier<UUID> ids;

  TrackingRunMutations(
      CallerResolver callers,
      TrackingRuns runs,
      RunPages pages,
      KnownExperiment known,
      Supplier<UUID> ids) {
    this.callers = callers;
    this.runs = runs;
    this.pages = pages;
    this.known = known;
    this.ids = ids;
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Begins a run that is logged to.")
  public TrackingRunPayload createTrackingRun(
      @NonNull @Name("input") @Description("The run.") CreateTrackingRunInput input) {
    String project = callers.caller().project();
    return shown(project, Attempted.of(() -> create(project, input)));
  }

  private UUID create(String project, CreateTrackingRunInput input) {
    TrackingExperiment experiment = known.active(project, input.experiment());
    UUID id = RequestIds.id(project, "tracking run", input.clientRequestId(), ids);
    List<Entry> tags = new ArrayList<>(entries(input.tags()));
    tags.add(new Entry(RunNameTag.KEY, input.name()));
    LogBatch parameters = new LogBatch(List.of(), parameters(input.parameters()), List.of());
    runs.create(NewRun.ofClient(id, experiment, input.name(), "", known.now(), tags));
    runs.log(project, id, parameters);
    return id;
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Changes name and state of a run.")
  public TrackingRunPayload updateTrackingRun(
      @NonNull @Name("input") @Description("The change.") UpdateTrackingRunInput input) {
    String project = callers.caller().project();
    return changed(project, input.run(), id -> runs.update(project, id, input.change(known.now())));
  }

  @Mutation("setRunTags")
  @NonNull
  @RunOnVirtualThread
  @Description("Sets tags of a run that is logged to, all of them or none.")
  public TrackingRunPayload setRunTags(
      @NonNull @Name("input") @Description("The tags.") SetRunTagsInput input) {
    String project = callers.caller().project();
    return changed(
        project,
        input.run(),
        id -> {
          List<Entry> tags = Entry.checkedTags(entries(input.tags()));
          runs.log(project, id, new LogBatch(List.of(), List.of(), tags));
          RunNameTag.rename(runs, project, id, tags);
        });
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Removes tags of a run that is logged to.")
  public TrackingRunPayload deleteRunTags(
      @NonNull @Name("input") @Description("Which tags.") DeleteRunTagsInput input) {
    String project = callers.caller().project();
    return changed(
        project,
        input.run(),
        id -> {
          if (input.keys().size() > Entry.MAX_ENTRIES) {
            throw MetadataException.badInput(
                "keys has more than %d entries".formatted(Entry.MAX_ENTRIES));
          }
          input.keys().forEach(key -> runs.removeTag(project, id, key));
        });
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Puts a run away.")
  public TrackingRunPayload deleteTrackingRun(
      @NonNull @Id @Name("id") @Description("Id of the run, or what clients name it by.")
          String id) {
    String project = callers.person("delete runs").project();
    return changed(project, id, run -> setDeleted(project, run, true));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Takes a run back that was put away.")
  public TrackingRunPayload restoreTrackingRun(
      @NonNull @Id @Name("id") @Description("Id of the run, or what clients name it by.")
          String id) {
    String project = callers.person("restore runs").project();
    return changed(project, id, run -> setDeleted(project, run, false));
  }

  private void setDeleted(String project, UUID id, boolean deleted) {
    if (deleted) {
      runs.delete(project, id, known.now());
    } else {
      runs.restore(project, id);
    }
  }

  /** Changes the run that is named, if the project has it. */
  private TrackingRunPayload changed(String project, String run, Consumer<UUID> change) {
    return shown(
        project,
        Attempted.of(
            () -> {
              UUID id = logged(project, run);
              change.accept(id);
              return id;
            }));
  }

  /** The run that is named, which the project has. */
  private UUID logged(String project, String text) {
    return TrackingIds.parse(text)
        .flatMap(id -> runs.find(project, id))
        .map(TrackingRun::id)
        .orElseThrow(() -> MetadataException.notFound("there is no tracking run " + text));
  }

  private TrackingRunPayload shown(String project, Attempted<UUID> done) {
    @Nullable UUID id = done.result();
    List<TrackingRun> found = id == null ? List.of() : runs.find(project, id).stream().toList();
    return new TrackingRunPayload(
        pages.shown(project, found).stream().findFirst().orElse(null), done.errors());
  }

  private static List<Entry> entries(@Nullable List<TagInput> tags) {
    return TagInput.map(tags).entrySet().stream()
        .map(it -> new Entry(it.getKey(), it.getValue()))
        .toList();
  }

  private static List<Entry> parameters(@Nullable List<ParameterInput> parameters) {
    return parameters == null
        ? List.of()
        : parameters.stream()
            .filter(Objects::nonNull)
            .map(it -> new Entry(it.name(), it.value()))
            .toList();
  }
}
