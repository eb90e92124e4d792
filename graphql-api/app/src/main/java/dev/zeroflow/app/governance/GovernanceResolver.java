package dev.zeroflow.app.governance;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.Attempted.Check;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RequestIds;
import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.registry.ModelVersionPayload;
import dev.zeroflow.app.signing.BundleReader;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.governance.Approval;
import dev.zeroflow.metadata.governance.Approval.Decision;
import dev.zeroflow.metadata.governance.Governance;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.governance.PromotionRequest;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelAliases;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** Mutations of policies, approvals and promotions. Tasks may promote, and nothing else here. */
@GraphQLApi
@Refusing
public class GovernanceResolver {
  private final Authors authors;
  private final Governance governance;
  private final ModelAliases aliases;
  private final Supplier<UUID> ids;
  private final BundleReader bundles = new BundleReader();

  GovernanceResolver(
      Authors authors, Governance governance, ModelAliases aliases, Supplier<UUID> ids) {
    this.authors = authors;
    this.governance = governance;
    this.aliases = aliases;
    this.ids = ids;
  }

  private static Check alias(String alias) {
    return new Check("alias", () -> ModelAlias.checkName(alias));
  }

  @Mutation("setPromotionPolicy")
  @NonNull
  @RunOnVirtualThread
  @Description("Says what a version must have before an alias may point to it, for everybody.")
  public PromotionPolicyPayload setPromotionPolicy(
      @NonNull @Name("input") @Description("The policy.") SetPromotionPolicyInput input) {
    Author author = authors.person("set promotion policies");
    return PromotionPolicyPayload.of(
        Attempted.of(
            () -> governance.set(author, policy(author, input), input.expectedRevision()),
            alias(input.alias())));
  }

  private static PromotionPolicy policy(Author author, SetPromotionPolicyInput input) {
    @Nullable List<GateInput> gates = input.gates();
    @Nullable List<TrustedKeyInput> keys = input.trustedKeys();
    return new PromotionPolicy(
        input.model(),
        input.alias(),
        gates == null
            ? List.of()
            : gates.stream().filter(Objects::nonNull).map(GateInput::gate).toList(),
        input.approvals() == null ? 0 : input.approvals(),
        Boolean.TRUE.equals(input.signatureRequired()),
        keys == null
            ? List.of()
            : keys.stream().filter(Objects::nonNull).map(TrustedKeyInput::key).toList(),
        0,
        author.at());
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Removes the policy of an alias.")
  public PolicyRemovalPayload removePromotionPolicy(
      @NonNull @Name("input") @Description("Whose policy.") PromotionPolicyInput input) {
    Author author = authors.person("remove promotion policies");
    return PolicyRemovalPayload.of(
        Attempted.of(
            () ->
                governance.remove(author, input.model(), input.alias(), input.expectedRevision())));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Attaches a signature to a version, in place of the one that it has.")
  public ModelVersionPayload attachModelSignature(
      @NonNull @Name("input") @Description("The signature.") AttachModelSignatureInput input) {
    Author author = authors.author();
    return ModelVersionPayload.of(
        Attempted.of(
            () -> governance.attach(author, input.model(), input.version(), input.bundle()),
            new Check("bundle", () -> bundles.bundle(input.bundle()))));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Says that a version may have an alias.")
  public ApprovalPayload approveModelVersion(
      @NonNull @Name("input") @Description("Which version.") ApprovalInput input) {
    return say(input, Decision.APPROVED);
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Says that a version may not have an alias, until you approve it.")
  public ApprovalPayload rejectModelVersion(
      @NonNull @Name("input") @Description("Which version.") ApprovalInput input) {
    return say(input, Decision.REJECTED);
  }

  private ApprovalPayload say(ApprovalInput input, Decision decision) {
    Author author = authors.person("approve or reject model versions");
    return ApprovalPayload.of(
        Attempted.of(
            () -> governance.say(author, approval(author, input, decision)), alias(input.alias())));
  }

  private Approval approval(Author author, ApprovalInput input, Decision decision) {
    @Nullable String comment = input.comment();
    return new Approval(
        RequestIds.id(author.project(), "approval", input.clientRequestId(), ids),
        input.model(),
        input.version(),
        input.alias(),
        decision,
        comment == null ? "" : comment,
        author.name(),
        author.at());
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Points an alias to a version if its policy is fulfilled, and keeps the evidence.")
  public PromotionPayload promoteModelVersion(
      @NonNull @Name("input") @Description("Which version.") PromoteModelVersionInput input) {
    Author author = authors.author();
    return PromotionPayload.of(
        Attempted.of(() -> aliases.promote(author, request(author, input)), alias(input.alias())));
  }

  private PromotionRequest request(Author author, PromoteModelVersionInput input) {
    return new PromotionRequest(
        RequestIds.id(author.project(), "promotion", input.clientRequestId(), ids),
        input.model(),
        input.version(),
        input.alias(),
        input.expectedRevision());
  }
}
