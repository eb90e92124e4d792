package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.RegisteredModels;
import dev.zeroflow.metadata.registry.RegistryListing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Models and versions as they are shown, with a constant number of statements however many. */
@ApplicationScoped
class MlflowRegistry {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final RegisteredModels models;
  private final ModelRegistry registry;
  private final RegistryListing listing;

  MlflowRegistry(RegisteredModels models, ModelRegistry registry, RegistryListing listing) {
    this.models = models;
    this.registry = registry;
    this.listing = listing;
  }

  /** The model, or 404. */
  RegisteredModel model(String project, @Nullable String name) {
    return models
        .find(project, required("name", name))
        .orElseThrow(
            () -> HttpFailure.notFound("Registered Model with name=%s not found".formatted(name)));
  }

  /** The version, or 404. */
  ModelVersion version(String project, @Nullable String name, @Nullable String version) {
    String number = number(version);
    return registry
        .find(project, required("name", name), number)
        .orElseThrow(
            () ->
                HttpFailure.notFound(
                    "Model Version (name=%s, version=%s) not found".formatted(name, number)));
  }

  /** The number of a version; 400 if it is none. */
  static String number(@Nullable String version) {
    String number = required("version", version);
    if (!NUMBER.matcher(number).matches()) {
      throw HttpFailure.badInput("Model version must be an integer, got '%s'".formatted(number));
    }
    return number;
  }

  static String required(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw MlflowIds.missing(field);
    }
    return value;
  }

  RegisteredModelBody shown(RegisteredModel model) {
    return shown(model.project(), List.of(model)).getFirst();
  }

  /** The models in the order given, all of the project. */
  List<RegisteredModelBody> shown(String project, List<RegisteredModel> found) {
    List<String> names = found.stream().map(RegisteredModel::name).toList();
    Map<String, List<ModelAlias>> aliases = aliases(project, names);
    Map<String, List<ModelVersionBody>> latest =
        listing.newestByStage(project, names).stream()
            .map(it -> ModelVersionBody.of(it, aliases.getOrDefault(it.model(), List.of())))
            .collect(Collectors.groupingBy(ModelVersionBody::name));
    return found.stream()
        .map(
            it ->
                RegisteredModelBody.of(
                    it,
                    latest.getOrDefault(it.name(), List.of()),
                    aliases.getOrDefault(it.name(), List.of())))
        .toList();
  }

  ModelVersionBody shown(ModelVersion version) {
    return shownVersions(version.project(), List.of(version)).getFirst();
  }

  /** The versions in the order given, all of the project. */
  List<ModelVersionBody> shownVersions(String project, List<ModelVersion> found) {
    var names = found.stream().map(ModelVersion::model).collect(Collectors.toSet());
    Map<String, List<ModelAlias>> aliases = aliases(project, names);
    return found.stream()
        .map(it -> ModelVersionBody.of(it, aliases.getOrDefault(it.model(), List.of())))
        .toList();
  }

  private Map<String, List<ModelAlias>> aliases(String project, Collection<String> names) {
    return listing.aliases(project, names).stream()
        .collect(Collectors.groupingBy(ModelAlias::model));
  }

  /**
   * Does what may contradict the state of the registry. MLflow's clients take a plain conflict for
   * something that is there already, and go on.
   */
  static <T> T allowed(Supplier<T> work) {
    try {
      return work.get();
    } catch (MetadataException e) {
      throw e.code() == MetadataException.Code.CONFLICT
          ? new HttpFailure(409, "RESOURCE_CONFLICT", String.valueOf(e.getMessage()))
          : e;
    }
  }
}
