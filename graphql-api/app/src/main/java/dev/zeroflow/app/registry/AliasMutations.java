package dev.zeroflow.app.registry;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.Attempted.Check;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RemovalPayload;
import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelAliases;
import dev.zeroflow.metadata.registry.RegisteredModels;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Mutations of aliases. Where one has a promotion policy, the policy decides. */
@GraphQLApi
@Refusing
public class AliasMutations {
  private final Authors authors;
  private final RegisteredModels models;
  private final ModelAliases aliases;

  AliasMutations(Authors authors, RegisteredModels models, ModelAliases aliases) {
    this.authors = authors;
    this.models = models;
    this.aliases = aliases;
  }

  @Mutation("setModelAlias")
  @NonNull
  @RunOnVirtualThread
  @Description("Points an alias to a version, if its policy does not refuse that.")
  public ModelAliasPayload setModelAlias(
      @NonNull @Name("input") @Description("Where it is to point.") SetModelAliasInput input) {
    Author author = authors.author();
    return shown(
        author,
        Attempted.of(
            () ->
                aliases.move(
                    author,
                    input.model(),
                    input.alias(),
                    input.version(),
                    input.expectedRevision()),
            new Check("alias", () -> ModelAlias.checkName(input.alias()))));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Moves an alias back to the version that it pointed to before; asks no policy.")
  public ModelAliasPayload rollbackModelAlias(
      @NonNull @Name("input") @Description("Which alias.") ModelAliasInput input) {
    Author author = authors.author();
    return shown(
        author,
        Attempted.of(
            () ->
                aliases.rollback(author, input.model(), input.alias(), input.expectedRevision())));
  }

  private ModelAliasPayload shown(Author author, Attempted<ModelAlias> done) {
    ModelAlias alias = done.result();
    if (alias == null) {
      return new ModelAliasPayload(null, done.errors());
    }
    var model =
        models
            .find(author.project(), alias.model())
            .orElseThrow(() -> MetadataException.conflict("the model was deleted meanwhile"));
    return new ModelAliasPayload(
        ApiModelAlias.of(author.project(), model.id(), alias), done.errors());
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Removes an alias; its history stays.")
  public RemovalPayload removeModelAlias(
      @NonNull @Name("input") @Description("Which alias.") ModelAliasInput input) {
    Author author = authors.author();
    return RemovalPayload.of(
        Attempted.of(
            () -> aliases.remove(author, input.model(), input.alias(), input.expectedRevision())));
  }
}
