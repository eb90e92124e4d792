package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.MetadataException.Code;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.StoredFile;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.governance.Promotion;
import dev.zeroflow.metadata.governance.Promotion.Outcome;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.governance.PromotionRequest;
import dev.zeroflow.metadata.registry.ModelRegistration;
import dev.zeroflow.metadata.registry.VersionContent;
import dev.zeroflow.metadata.registry.VersionOrigin;
import dev.zeroflow.metadata.signing.SignedContent;
import dev.zeroflow.metadata.signing.TrustedKey;
import io.vertx.sqlclient.Tuple;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What policies that ask for signatures see, and decide. Whether they are good is not known here.
 */
class PgSignaturesTest extends RegistryTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private final PgFiles files = new PgFiles(POOL);
  private final TrustedKey key = key("release");
  private final PgServableVersions servable =
      new PgServableVersions(POOL, (content, trusted) -> look(content));

  private Evidence found = Evidence.signed("release", "sha256:1");
  private SignedContent seen;
  private Runnable meanwhile = () -> {};

  private static TrustedKey key(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      byte[] key = generator.generateKeyPair().getPublic().getEncoded();
      return new TrustedKey(
          name,
          "-----BEGIN PUBLIC KEY-----%s-----END PUBLIC KEY-----"
              .formatted(Base64.getEncoder().encodeToString(key)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  Evidence look(SignedContent content) {
    seen = content;
    meanwhile.run();
    return found;
  }

  @BeforeEach
  void aVersionOfTwoFiles() {
    file("1/models/m/a", DIGEST);
    file("1/models/m/b/c", "etag:1-2");
    file("1/models/mm/d", DIGEST);
    models.create(ann, model("digits"));
    var origin = new VersionOrigin("s", "mlflow-artifacts:/1/models/m", "", null, null, null, null);
    registry.register(
        new ModelRegistration(
            project,
            "ann",
            "digits",
            artifact.id(),
            null,
            null,
            new VersionContent("", List.of(), origin, Map.of(), Map.of()),
            UUID.randomUUID().toString()));
    policy("champion", key);
  }

  private void policy(String alias, TrustedKey... keys) {
    governance.set(
        ann,
        new PromotionPolicy("digits", alias, List.of(), 0, false, List.of(keys), 0, NOW),
        null);
  }

  private void file(String path, String digest) {
    new Database(POOL)
        .run(
            """
            INSERT INTO metadata.tracking_file
              (project, path, uri, size, digest, media_type, stored_at)
            VALUES ($1, $2, $3, 1, $4, '', now())
            ON CONFLICT (project, path) DO UPDATE SET uri = excluded.uri
            """,
            Tuple.of(project, path, "s3://b/files/" + UUID.randomUUID(), digest));
  }

  private Promotion promote() {
    return aliases.promote(
        ann, new PromotionRequest(UUID.randomUUID(), "digits", "1", "champion", null));
  }

  @Test
  void aPolicyKeepsItsKeys() {
    PromotionPolicy stored = governance.policy(project, "digits", "champion").orElseThrow();
    assertThat(stored.trustedKeys()).containsExactly(key);
  }

  @Test
  void whatWasFoundIsEvidence() {
    Promotion promoted = promote();
    assertThat(promoted.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(promoted.evidence()).containsExactly(found);
    found = Evidence.unsigned("by nobody");
    Promotion refused = promote();
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.reasons()).isEqualTo("by nobody");
  }

  @Test
  void theFilesBelowItsDirectoryAreLookedAt() {
    promote();
    assertThat(seen.files().stream().map(seen::relative)).containsExactly("a", "b/c");
    assertThat(seen.directory()).isEqualTo(new FilePath("1/models/m"));
    assertThat(seen.bundle()).isNull();
  }

  @Test
  void theSignatureThatWasAttachedLastCounts() {
    governance.attach(ann, "digits", "1", "{\"a\":1}");
    governance.attach(bob, "digits", "1", "{\"a\":2}");
    promote();
    assertThat(seen.bundle()).isEqualTo("{\"a\":2}");
    assertThat(audited()).contains("bob UPDATE MODEL_VERSION digits/1");
    refused(Code.NOT_FOUND, "9", () -> governance.attach(ann, "digits", "9", "{}"));
  }

  @Test
  void anAliasThatIsMovedIsAskedForASignatureToo() {
    found = Evidence.unsigned("by nobody");
    refused(Code.CONFLICT, "by nobody", () -> aliases.move(ann, "digits", "champion", "1", null));
    assertThat(aliases.find(project, "digits", "champion")).isEmpty();
    aliases.move(ann, "digits", "free", "1", null);
  }

  @Test
  void filesThatChangeMeanwhileAreLookedAtAgain() {
    meanwhile = () -> file("1/models/m/a", DIGEST);
    refused(Code.CONFLICT, "try again", this::promote);
    meanwhile = () -> file("1/models/m/new", DIGEST);
    refused(Code.CONFLICT, "try again", this::promote);
    meanwhile = () -> governance.attach(ann, "digits", "1", "{}");
    refused(Code.CONFLICT, "try again", this::promote);
    meanwhile = () -> policy("champion", key, key("other"));
    refused(Code.CONFLICT, "try again", this::promote);
    meanwhile = () -> {};
    assertThat(promote().outcome()).isEqualTo(Outcome.PROMOTED);
  }

  @Test
  void aDigestThatIsLearntIsNoChange() {
    meanwhile =
        () -> {
          StoredFile part = seen.files().getLast();
          files.digested(part, DIGEST);
          assertThat(files.find(project, part.path()).orElseThrow().digest()).isEqualTo(DIGEST);
        };
    assertThat(promote().outcome()).isEqualTo(Outcome.PROMOTED);
  }

  @Test
  void aDigestIsLearntOfTheObjectThatWasRead() {
    StoredFile before = files.find(project, new FilePath("1/models/m/b/c")).orElseThrow();
    file("1/models/m/b/c", "etag:1-2");
    files.digested(before, DIGEST);
    assertThat(files.find(project, before.path()).orElseThrow().digest()).isEqualTo("etag:1-2");
  }

  @Test
  void whatHasNoFilesHereIsItsArtifact() {
    version("digits", 1);
    aliases.promote(ann, new PromotionRequest(UUID.randomUUID(), "digits", "2", "champion", null));
    Artifact looked = seen.artifact();
    assertThat(looked.id()).isEqualTo(artifact.id());
    assertThat(seen.directory()).isNull();
    assertThat(seen.files()).isEmpty();
  }

  @Test
  void onlyWhatIsSignedIsServed() {
    servable.require(project, "digits", "1");
    found = Evidence.unsigned("by nobody");
    refused(
        Code.CONFLICT,
        "version 1 of model digits is not served, as its model asks for signatures: by nobody",
        () -> servable.require(project, "digits", "1"));
    refused(Code.NOT_FOUND, "no version 9", () -> servable.require(project, "digits", "9"));
    governance.remove(ann, "digits", "champion", null);
    servable.require(project, "digits", "1");
  }
}
