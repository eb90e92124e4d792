package dev.zeroflow.app.change;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RequestIds;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.registry.TagInput;
import dev.zeroflow.app.tracking.ApiExperiment;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.ExperimentChange;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** Mutations of experiments. Tasks put none away. */
@GraphQLApi
@Refusing
public class ExperimentMutations {
  private static final long DEFAULT = 0;
  private final CallerResolver callers;
  private final TrackingExperiments experiments;
  private final KnownExperiment known;
  private final Supplier<UUID> ids;

  ExperimentMutations(
      CallerResolver callers,
      TrackingExperiments experiments,
      KnownExperiment known,
      Supplier<UUID> ids) {
    this.callers = callers;
    this.experiments = experiments;
    this.known = known;
    this.ids = ids;
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Adds an experiment.")
  public ExperimentPayload createExperiment(
      @NonNull @Name("input") @Description("The experiment.") CreateExperimentInput input) {
    String project = callers.caller().project();
    return shown(Attempted.of(() -> create(project, input)));
  }

  private TrackingExperiment create(String project, CreateExperimentInput input) {
    UUID id = RequestIds.id(project, "experiment", input.clientRequestId(), ids);
    Map<String, String> tags = ExperimentChange.checkedTags(TagInput.map(input.tags()));
    Optional<TrackingExperiment> first = known.byId(project, id);
    if (first.isPresent()) {
      return first.get();
    }
    try {
      return experiments.create(id, project, input.name(), "", tags, known.now());
    } catch (MetadataException taken) {
      // By the same request, at the same time.
      return known.byId(project, id).orElseThrow(() -> taken);
    }
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Changes name and tags of an experiment.")
  public ExperimentPayload updateExperiment(
      @NonNull @Name("input") @Description("The change.") UpdateExperimentInput input) {
    String project = callers.caller().project();
    return shown(
        Attempted.of(
            () -> {
              UUID id = known.active(project, input.experiment()).id();
              return experiments.change(project, id, change(input), known.now());
            }));
  }

  private static ExperimentChange change(UpdateExperimentInput input) {
    List<String> remove = input.removeTags();
    return new ExperimentChange(
        input.name(),
        TagInput.map(input.tags()),
        remove == null ? List.of() : remove.stream().filter(Objects::nonNull).toList());
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Puts an experiment away, with its runs; the default one stays.")
  public ExperimentPayload deleteExperiment(
      @NonNull @Id @Name("id") @Description("Id of the experiment, or its number.") String id) {
    String project = callers.person("delete experiments").project();
    return shown(Attempted.of(() -> setDeleted(project, id, true)));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Takes an experiment back, with its runs.")
  public ExperimentPayload restoreExperiment(
      @NonNull @Id @Name("id") @Description("Id of the experiment, or its number.") String id) {
    String project = callers.person("restore experiments").project();
    return shown(Attempted.of(() -> setDeleted(project, id, false)));
  }

  private TrackingExperiment setDeleted(String project, String id, boolean deleted) {
    TrackingExperiment experiment = known.get(project, id);
    if (deleted && experiment.number() == DEFAULT) {
      throw MetadataException.conflict("the default experiment cannot be deleted");
    }
    if (experiment.deleted() != deleted) {
      experiments.setDeleted(project, experiment.id(), deleted, known.now());
    }
    return known.get(project, id);
  }

  private static ExperimentPayload shown(Attempted<TrackingExperiment> done) {
    @Nullable TrackingExperiment experiment = done.result();
    return new ExperimentPayload(
        experiment == null ? null : ApiExperiment.of(experiment), done.errors());
  }
}
