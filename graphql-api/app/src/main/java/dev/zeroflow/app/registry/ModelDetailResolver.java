package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.governance.ApiApproval;
import dev.zeroflow.app.governance.ApiPromotion;
import dev.zeroflow.app.governance.ApiPromotionPolicy;
import dev.zeroflow.metadata.governance.Approval;
import dev.zeroflow.metadata.governance.Promotion;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.store.RegistryReads;
import dev.zeroflow.store.RegistryReads.OwnedMove;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
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

/** Aliases, policies and decisions of models, read for all of an answer at once. */
@GraphQLApi
@Refusing
public class ModelDetailResolver {
  private record VersionKey(String model, String version) {}

  private record AliasKey(UUID modelId, String alias) {}

  private final RegistryReads reads;

  ModelDetailResolver(RegistryReads reads) {
    this.reads = reads;
  }

  @NonNull
  @Description("Versions, newest first, in pages; costs a read for each model.")
  public Uni<ModelVersionConnection> versionsConnection(
      @Source ApiRegisteredModel model,
      @Name("first") @DefaultValue("25") @Description("Most versions to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    int size = Slice.size(first);
    String list = "versions " + model.id();
    @Nullable Long below = Cursor.number(list, after);
    @Nullable Integer number = below == null ? null : Math.clamp(below, 0, Integer.MAX_VALUE);
    return reads
        .versions(model.stored().project(), model.name(), number, size + 1)
        .map(
            found ->
                ModelVersionConnection.of(
                    Slice.of(
                        found, size, it -> Cursor.text(list, it.version()), ApiModelVersion::of)));
  }

  @NonNull
  @Description("Names for versions, ordered by name.")
  public Uni<List<List<@NonNull ApiModelAlias>>> aliases(@Source List<ApiRegisteredModel> models) {
    String project = models.getFirst().stored().project();
    Map<String, UUID> ids =
        models.stream()
            .collect(
                Collectors.toMap(
                    ApiRegisteredModel::name, model -> model.stored().id(), (a, b) -> a));
    return reads
        .aliases(project, ids.keySet())
        .map(
            found ->
                each(
                    models,
                    ApiRegisteredModel::name,
                    found.stream().filter(it -> ids.containsKey(it.model())).toList(),
                    ModelAlias::model,
                    it -> ApiModelAlias.of(project, ids.getOrDefault(it.model(), NONE), it)));
  }

  private static final UUID NONE = new UUID(0, 0);

  @NonNull
  @Description("What versions must have before aliases may point to them, ordered by alias.")
  public Uni<List<List<@NonNull ApiPromotionPolicy>>> promotionPolicies(
      @Source List<ApiRegisteredModel> models) {
    return reads
        .policies(
            models.getFirst().stored().project(),
            models.stream().map(ApiRegisteredModel::name).distinct().toList())
        .map(
            found ->
                each(
                    models,
                    ApiRegisteredModel::name,
                    found,
                    PromotionPolicy::model,
                    ApiPromotionPolicy::of));
  }

  @NonNull
  @Description("The newest 100 moves, newest first.")
  public Uni<List<List<@NonNull ApiAliasMove>>> history(@Source List<ApiModelAlias> aliases) {
    return reads
        .moves(
            aliases.getFirst().project(),
            aliases.stream().map(ApiModelAlias::modelId).distinct().toList())
        .map(
            found ->
                each(
                    aliases,
                    alias -> new AliasKey(alias.modelId(), alias.alias()),
                    found,
                    it -> new AliasKey(it.modelId(), it.move().alias()),
                    (OwnedMove it) -> ApiAliasMove.of(it.move())));
  }

  @NonNull
  @Description("What people said of it, newest first, at most 100 times.")
  public Uni<List<List<@NonNull ApiApproval>>> approvals(@Source List<ApiModelVersion> versions) {
    return reads
        .approvals(project(versions), models(versions))
        .map(
            found ->
                each(
                    versions,
                    ModelDetailResolver::key,
                    found,
                    (Approval it) -> new VersionKey(it.model(), it.version()),
                    ApiApproval::of));
  }

  @NonNull
  @Description("Decisions about it, newest first, at most 100.")
  public Uni<List<List<@NonNull ApiPromotion>>> promotions(@Source List<ApiModelVersion> versions) {
    return reads
        .promotions(project(versions), models(versions))
        .map(
            found ->
                each(
                    versions,
                    ModelDetailResolver::key,
                    found,
                    (Promotion it) -> new VersionKey(it.model(), it.version()),
                    ApiPromotion::of));
  }

  private static String project(List<ApiModelVersion> versions) {
    return versions.getFirst().stored().project();
  }

  private static List<String> models(List<ApiModelVersion> versions) {
    return versions.stream().map(ApiModelVersion::model).distinct().toList();
  }

  private static VersionKey key(ApiModelVersion version) {
    return new VersionKey(version.model(), version.version());
  }

  /** For each source, in the order of the sources, what is its own. */
  private static <S, K, F, T> List<List<T>> each(
      List<S> sources,
      Function<S, K> sourceKey,
      List<F> found,
      Function<F, K> key,
      Function<F, T> shown) {
    Map<K, List<T>> byKey =
        found.stream()
            .collect(Collectors.groupingBy(key, Collectors.mapping(shown, Collectors.toList())));
    return sources.stream()
        .map(source -> byKey.getOrDefault(sourceKey.apply(source), List.of()))
        .toList();
  }
}
