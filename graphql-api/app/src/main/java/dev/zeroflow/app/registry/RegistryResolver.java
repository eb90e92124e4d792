package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.PlainText;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.Caller.AttemptCaller;
import dev.zeroflow.app.auth.Caller.LocalUser;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.registry.ModelMetric;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.VersionContent;
import dev.zeroflow.metadata.registry.VersionOrigin;
import dev.zeroflow.store.CatalogReads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Queries and the mutation of the model registry. */
@GraphQLApi
@Refusing
public class RegistryResolver {
  private final CallerResolver callers;
  private final Authors authors;
  private final CatalogReads reads;
  private final RegisteredModelLists lists;
  private final ModelRegistry registry;

  RegistryResolver(
      CallerResolver callers,
      Authors authors,
      CatalogReads reads,
      RegisteredModelLists lists,
      ModelRegistry registry) {
    this.callers = callers;
    this.authors = authors;
    this.reads = reads;
    this.lists = lists;
    this.registry = registry;
  }

  @Query
  @NonNull
  @Description(
      "Models, ordered by name; those with all of the words of a text, the best ones first.")
  public Uni<RegisteredModelConnection> registeredModels(
      @Name("text") @Description("Words, or beginnings of words, in name, description or tags.")
          @Nullable String text,
      @Name("first") @DefaultValue("25") @Description("Most models to return, 1 to 100.") int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    int size = Slice.size(first);
    return callers
        .resolve()
        .flatMap(caller -> lists.page(caller.project(), PlainText.check("text", text), size, after))
        .map(RegisteredModelConnection::of);
  }

  @Query
  @Description("One model; null if there is none of this name.")
  public Uni<@Nullable ApiRegisteredModel> registeredModel(
      @NonNull @Name("name") @Description("Name of the model.") String name) {
    return callers
        .resolve()
        .flatMap(caller -> reads.model(caller.project(), name))
        .map(model -> model.map(ApiRegisteredModel::of).orElse(null));
  }

  @Query
  @Description("One version of a model; null if there is none.")
  public Uni<@Nullable ApiModelVersion> modelVersion(
      @NonNull @Name("model") @Description("Name of the model.") String model,
      @NonNull @Name("version") @Description("Number of the version.") String version) {
    return callers
        .resolve()
        .flatMap(caller -> reads.version(caller.project(), model, version))
        .map(found -> found.map(ApiModelVersion::of).orElse(null));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Adds the next version of a model.")
  public RegisterModelVersionPayload registerModelVersion(
      @NonNull @Name("input") @Description("What to register.") RegisterModelVersionInput input) {
    Caller caller = callers.caller();
    var done =
        Attempted.of(() -> ApiModelVersion.of(registry.register(registration(caller, input))));
    return new RegisterModelVersionPayload(done.result(), done.errors());
  }

  private ModelRegistration registration(Caller caller, RegisterModelVersionInput input) {
    @Nullable List<ModelMetricInput> given = input.metrics();
    List<ModelMetric> metrics =
        given == null
            ? List.of()
            : given.stream()
                .filter(Objects::nonNull)
                .map(it -> new ModelMetric(it.key(), it.value()))
                .toList();
    @Nullable String description = input.description();
    UUID artifactId = NodeType.ARTIFACT.require("artifactId", input.artifactId());
    @Nullable AttemptCaller attempt =
        switch (caller) {
          case AttemptCaller it -> it;
          case LocalUser _ -> null;
        };
    var origin = VersionOrigin.UNKNOWN.with(input.signature(), input.environment());
    var content =
        new VersionContent(
            description == null ? "" : description,
            metrics,
            origin,
            TagInput.map(input.tags()),
            Map.of());
    return new ModelRegistration(
        caller.project(),
        authors.author().name(),
        input.model(),
        artifactId,
        attempt == null ? null : attempt.runId(),
        attempt == null ? null : attempt.taskPath(),
        content,
        input.clientRequestId());
  }
}
