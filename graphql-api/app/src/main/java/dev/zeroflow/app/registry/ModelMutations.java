package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.Attempted.Check;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RemovalPayload;
import dev.zeroflow.app.api.RequestIds;
import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelChange;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.NewModel;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.RegisteredModels;
import dev.zeroflow.metadata.registry.VersionChange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** Mutations of models and of what is said of versions. Tasks delete and rename nothing. */
@GraphQLApi
@Refusing
public class ModelMutations {
  private final Authors authors;
  private final RegisteredModels models;
  private final ModelRegistry registry;
  private final Supplier<UUID> ids;

  ModelMutations(
      Authors authors, RegisteredModels models, ModelRegistry registry, Supplier<UUID> ids) {
    this.authors = authors;
    this.models = models;
    this.registry = registry;
    this.ids = ids;
  }

  private static Check name(String field, @Nullable String name) {
    return new Check(
        field,
        () -> {
          if (name != null) {
            RegisteredModel.checkName(name);
          }
        });
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Adds a model without versions.")
  public RegisteredModelPayload createRegisteredModel(
      @NonNull @Name("input") @Description("The model.") CreateRegisteredModelInput input) {
    Author author = authors.author();
    return RegisteredModelPayload.of(
        Attempted.of(
            () -> models.create(author, wanted(author, input)), name("name", input.name())));
  }

  private NewModel wanted(Author author, CreateRegisteredModelInput input) {
    @Nullable String description = input.description();
    return new NewModel(
        RequestIds.id(author.project(), "model", input.clientRequestId(), ids),
        input.name(),
        description == null ? "" : description,
        TagInput.map(input.tags()),
        Map.of());
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Changes what is said of a model, or its name.")
  public RegisteredModelPayload updateRegisteredModel(
      @NonNull @Name("input") @Description("The change.") UpdateRegisteredModelInput input) {
    Author author = input.newName() == null ? authors.author() : authors.person("rename models");
    var change =
        new ModelChange(
            input.newName(),
            input.description(),
            TagInput.change(input.tags(), input.removeTags()),
            null,
            input.expectedRevision());
    return RegisteredModelPayload.of(
        Attempted.of(
            () -> models.change(author, input.name(), change), name("newName", input.newName())));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Removes a model with its versions, unless one is served or has an alias.")
  public RemovalPayload deleteRegisteredModel(
      @NonNull @Name("name") @Description("Name of the model.") String name) {
    Author author = authors.person("delete models");
    return RemovalPayload.of(Attempted.run(() -> models.delete(author, name, Protection.ALIASES)));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Changes what is said of a version.")
  public ModelVersionPayload updateModelVersion(
      @NonNull @Name("input") @Description("The change.") UpdateModelVersionInput input) {
    Author author = authors.author();
    @Nullable ApiStage stage = input.stage();
    var change =
        new VersionChange(
            input.description(),
            stage == null ? null : stage.stored(),
            TagInput.change(input.tags(), input.removeTags()),
            null);
    return ModelVersionPayload.of(
        Attempted.of(() -> registry.change(author, input.model(), input.version(), change)));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Removes a version, unless it is served or has an alias; its number stays used.")
  public RemovalPayload deleteModelVersion(
      @NonNull @Name("model") @Description("Name of the model.") String model,
      @NonNull @Name("version") @Description("Number of the version.") String version) {
    Author author = authors.person("delete model versions");
    return RemovalPayload.of(
        Attempted.run(() -> registry.delete(author, model, version, Protection.ALIASES)));
  }
}
