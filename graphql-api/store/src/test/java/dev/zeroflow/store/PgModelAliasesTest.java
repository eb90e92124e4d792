package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.MetadataException.Code;
import dev.zeroflow.metadata.governance.Approval;
import dev.zeroflow.metadata.governance.Approval.Decision;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.governance.Gate;
import dev.zeroflow.metadata.governance.Gate.Against;
import dev.zeroflow.metadata.governance.Gate.Comparison;
import dev.zeroflow.metadata.governance.Promotion;
import dev.zeroflow.metadata.governance.Promotion.Outcome;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.governance.PromotionRequest;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.Protection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgModelAliasesTest extends RegistryTest {
  @BeforeEach
  void threeVersions() {
    version("digits", 0.8);
    version("digits", 0.9);
    version("digits", 0.85);
  }

  private ModelAlias move(String version, Long expected) {
    return aliases.move(ann, "digits", "champion", version, expected);
  }

  private String target() {
    return aliases.find(project, "digits", "champion").map(ModelAlias::version).orElse("none");
  }

  private PromotionPolicy policy(int approvals, Gate... gates) {
    var policy =
        new PromotionPolicy(
            "digits", "champion", List.of(gates), approvals, false, List.of(), 0, NOW);
    return governance.set(ann, policy, null);
  }

  private Promotion promote(String version) {
    return aliases.promote(ann, request(UUID.randomUUID(), version));
  }

  private static PromotionRequest request(UUID id, String version) {
    return new PromotionRequest(id, "digits", version, "champion", null);
  }

  private Approval approval(String person, Decision decision) {
    return new Approval(UUID.randomUUID(), "digits", "2", "champion", decision, "", person, NOW);
  }

  private long promotions() {
    return new Database(POOL)
        .run("SELECT count(*) AS n FROM metadata.promotion WHERE project = $1", Tuple.of(project))
        .iterator()
        .next()
        .getLong("n");
  }

  @Test
  void anAliasMovesAndGoesBack() {
    ModelAlias first = move("1", 0L);
    ModelAlias second = move("2", first.revision());
    assertThat(second.revision()).isGreaterThan(first.revision());
    move("3", null);
    assertThat(aliases.rollback(ann, "digits", "champion", null).version()).isEqualTo("2");
    assertThat(aliases.rollback(ann, "digits", "champion", null).version()).isEqualTo("1");
    refused(
        Code.CONFLICT, "has not pointed", () -> aliases.rollback(ann, "digits", "champion", null));
    assertThat(audited().subList(4, 9))
        .containsExactly(
            "ann MOVE MODEL_ALIAS digits@champion",
            "ann MOVE MODEL_ALIAS digits@champion",
            "ann MOVE MODEL_ALIAS digits@champion",
            "ann ROLLBACK MODEL_ALIAS digits@champion",
            "ann ROLLBACK MODEL_ALIAS digits@champion");
  }

  @Test
  void aMoveToWhereItPointsIsNoMove() {
    ModelAlias first = move("1", null);
    assertThat(move("1", 0L)).isEqualTo(first);
  }

  @Test
  void ofTwoMovesWithTheSameRevisionOneWins() throws Exception {
    long revision = move("1", null).revision();
    List<Callable<ModelAlias>> calls =
        List.of(() -> move("2", revision), () -> move("3", revision));
    assertThat(conflicts(calls)).isEqualTo(1);
    assertThat(target()).isIn("2", "3");
  }

  @Test
  void aRemovedAliasDoesNotComeBackAtAnOldRevision() {
    long revision = move("1", null).revision();
    assertThat(aliases.remove(ann, "digits", "champion", revision)).isTrue();
    assertThat(aliases.remove(ann, "digits", "champion", revision)).isFalse();
    assertThat(move("1", 0L).revision()).isGreaterThan(revision);
    refused(Code.CONFLICT, "revision", () -> move("2", revision));
    refused(Code.NOT_FOUND, "version 9", () -> move("9", null));
    refused(Code.NOT_FOUND, "none", () -> aliases.move(ann, "none", "champion", "1", null));
    refused(Code.NOT_FOUND, "", () -> aliases.rollback(ann, "digits", "other", null));
  }

  @Test
  void aRollbackToADeletedVersionSaysSo() {
    move("1", null);
    move("2", null);
    registry.delete(ann, "digits", "1", Protection.ALIASES);
    refused(Code.CONFLICT, "was deleted", () -> aliases.rollback(ann, "digits", "champion", null));
    assertThat(target()).isEqualTo("2");
  }

  @Test
  void aPromotionIsStoredWithItsEvidence() {
    policy(0, new Gate("accuracy", Comparison.AT_LEAST, 0.05, Against.CURRENT));
    assertThat(promote("1").outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(promote("2").outcome()).isEqualTo(Outcome.PROMOTED);
    Promotion refused = promote("3");
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.evidence()).extracting(Evidence::subject).containsExactly("accuracy");
    assertThat(target()).isEqualTo("2");
    assertThat(promotions()).isEqualTo(3);
    assertThat(audited()).last().isEqualTo("ann REFUSE MODEL_ALIAS digits@champion");
  }

  @Test
  void aRepeatedPromotionIsTheFirstOne() {
    UUID id = UUID.randomUUID();
    Promotion first = aliases.promote(ann, request(id, "1"));
    move("2", null);
    assertThat(aliases.promote(ann, request(id, "1"))).isEqualTo(first);
    assertThat(target()).isEqualTo("2");
    refused(Code.CONFLICT, "another", () -> aliases.promote(ann, request(id, "3")));
  }

  @Test
  void whoeverMovesAnAliasIsHeldToItsPolicy() {
    policy(0, new Gate("accuracy", Comparison.AT_LEAST, 0.9, Against.THRESHOLD));
    refused(Code.CONFLICT, "0.8 >= 0.9", () -> move("1", null));
    assertThat(target()).isEqualTo("none");
    assertThat(promotions()).isEqualTo(1);
    assertThat(move("2", null).version()).isEqualTo("2");
    assertThat(promotions()).isEqualTo(2);
  }

  @Test
  void peopleApproveAndReject() {
    policy(2);
    governance.say(ann, approval("ann", Decision.APPROVED));
    Approval bobs = approval("bob", Decision.REJECTED);
    assertThat(governance.say(bob, bobs)).isEqualTo(bobs);
    assertThat(governance.say(bob, bobs)).isEqualTo(bobs);
    assertThat(promote("2").reasons()).contains("bob rejected it").contains("1 of 2");
    governance.say(bob, approval("bob", Decision.APPROVED));
    assertThat(promote("2").outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(promote("1").reasons()).contains("0 of 2");
    var other =
        new Approval(bobs.id(), "digits", "1", "champion", Decision.REJECTED, "", "bob", NOW);
    refused(Code.CONFLICT, "something else", () -> governance.say(bob, other));
  }

  @Test
  void aPolicyIsReplacedByWhoeverSawIt() {
    PromotionPolicy first = policy(1);
    assertThat(first.revision()).isEqualTo(1);
    var next = new PromotionPolicy("digits", "champion", List.of(), 2, true, List.of(), 0, NOW);
    refused(Code.CONFLICT, "revision 1", () -> governance.set(ann, next, 0L));
    PromotionPolicy stored = governance.set(ann, next, 1L);
    assertThat(governance.policy(project, "digits", "champion")).contains(stored);
    assertThat(governance.policy("other", "digits", "champion")).isEmpty();
    refused(Code.CONFLICT, "", () -> governance.remove(ann, "digits", "champion", 1L));
    assertThat(governance.remove(ann, "digits", "champion", 2L)).isTrue();
    assertThat(governance.remove(ann, "digits", "champion", null)).isFalse();
  }

  @Test
  void anAliasWithAPolicyProtectsItsVersionFromEverybody() {
    move("2", null);
    policy(0);
    refused(
        Code.CONFLICT,
        "alias \"champion\"",
        () -> registry.delete(ann, "digits", "2", Protection.GOVERNED_ALIASES));
    registry.delete(ann, "digits", "1", Protection.GOVERNED_ALIASES);
    assertThat(version("digits", 1)).isEqualTo("4");
  }

  @Test
  void promotionsAtTheSameTimeAreDecidedOneAfterTheOther() throws Exception {
    policy(0, new Gate("accuracy", Comparison.GREATER_THAN, 0, Against.CURRENT));
    List<Callable<Promotion>> calls =
        List.of(() -> promote("1"), () -> promote("2"), () -> promote("3"));
    assertThat(conflicts(calls)).isZero();
    assertThat(target()).isEqualTo("2");
  }
}
