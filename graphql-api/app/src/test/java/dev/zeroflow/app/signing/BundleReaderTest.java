package dev.zeroflow.app.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.signing.ModelBundle;
import dev.zeroflow.metadata.signing.SignedStatement;
import dev.zeroflow.metadata.signing.TrustedKey;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleReaderTest {
  /** What model_signing 1.1.1 has written of a folder with a.txt and sub/b.bin. */
  private static final String WRITTEN =
      "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"verificationM"
          + "aterial\":{\"publicKey\":{\"hint\":\"96b230ebd14e408a19eac7df696f2dece768b4fd8c2"
          + "f3a3c7cc4d3f6d8f80883\"},\"tlogEntries\":[]},\"dsseEnvelope\":{\"payload\":\"ewo"
          + "gICJfdHlwZSI6ICJodHRwczovL2luLXRvdG8uaW8vU3RhdGVtZW50L3YxIiwKICAic3ViamVjdCI6IFs"
          + "KICAgIHsKICAgICAgIm5hbWUiOiAibSIsCiAgICAgICJkaWdlc3QiOiB7CiAgICAgICAgInNoYTI1NiI"
          + "6ICIwMjlkMTRjMThmMmE0ZDgyYWY0MGE1Y2I1ZjhlMzFjNzY5ZmRhYTUzN2JhNmVhZDI1ZThhYmQ0NTJ"
          + "iN2FmZWJlIgogICAgICB9CiAgICB9CiAgXSwKICAicHJlZGljYXRlVHlwZSI6ICJodHRwczovL21vZGV"
          + "sX3NpZ25pbmcvc2lnbmF0dXJlL3YxLjAiLAogICJwcmVkaWNhdGUiOiB7CiAgICAic2VyaWFsaXphdGl"
          + "vbiI6IHsKICAgICAgIm1ldGhvZCI6ICJmaWxlcyIsCiAgICAgICJoYXNoX3R5cGUiOiAic2hhMjU2Iiw"
          + "KICAgICAgImlnbm9yZV9wYXRocyI6IFsKICAgICAgICAiLmdpdCIsCiAgICAgICAgIi5naXRodWIiLAo"
          + "gICAgICAgICIuZ2l0YXR0cmlidXRlcyIsCiAgICAgICAgIi5naXRpZ25vcmUiCiAgICAgIF0sCiAgICA"
          + "gICJhbGxvd19zeW1saW5rcyI6IGZhbHNlCiAgICB9LAogICAgInJlc291cmNlcyI6IFsKICAgICAgewo"
          + "gICAgICAgICJhbGdvcml0aG0iOiAic2hhMjU2IiwKICAgICAgICAibmFtZSI6ICJhLnR4dCIsCiAgICA"
          + "gICAgImRpZ2VzdCI6ICI1ODkxYjViNTIyZDVkZjA4NmQwZmYwYjExMGZiZDlkMjFiYjRmYzcxNjNhZjM"
          + "0ZDA4Mjg2YTJlODQ2ZjZiZTAzIgogICAgICB9LAogICAgICB7CiAgICAgICAgImFsZ29yaXRobSI6ICJ"
          + "zaGEyNTYiLAogICAgICAgICJuYW1lIjogInN1Yi9iLmJpbiIsCiAgICAgICAgImRpZ2VzdCI6ICJlYmU"
          + "5NWQxMGNjMTFlMjdiZDhkNGQxY2U5MWJjNzI1NjY1ZGRiYWE2Y2EyNDk4ZWYzOGE4OGE1OGFkNDhjZGI"
          + "0IgogICAgICB9CiAgICBdCiAgfQp9\",\"payloadType\":\"application/vnd.in-toto+json\""
          + ",\"signatures\":[{\"sig\":\"MEQCIAQsOxllrqdjyopYS33lYkcx/nvFeA6Plcu7aghK6n5oAiAd"
          + "ZhZjaGPpIIbU/g3TpkMtbd2Se4ig16Vsk4FVvDtysw==\",\"keyid\":\"\"}]}}";

  private static final String KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESncGK3CncrXC5ua+VquDnHi0r8xb
      ztfsUspiPN4f4ednpcuMmDuvNPYSsoOVpyKs3lyHqHuGZ3OxdxRyyOEluA==
      -----END PUBLIC KEY-----
      """;

  private static final Map<String, String> FILES = Map.of("a", "1", "b/c", "2");

  private final BundleReader reader = new BundleReader();
  private final SignedModels signer = SignedModels.p256();

  @Test
  void whatModelSigningWritesIsReadAndProven() {
    ModelBundle bundle = reader.bundle(WRITTEN);
    assertThat(new TrustedKey("release", KEY).hasSigned(bundle)).isTrue();
    assertThat(signer.key("other").hasSigned(bundle)).isFalse();
    assertThat(reader.statement(bundle).files())
        .isEqualTo(
            Map.of(
                "a.txt", "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
                "sub/b.bin", "ebe95d10cc11e27bd8d4d1ce91bc725665ddbaa6ca2498ef38a88a58ad48cdb4"));
  }

  @Test
  void everyCurveHasItsDigest() {
    var larger = SignedModels.p384();
    assertThat(larger.key("k").hasSigned(reader.bundle(larger.bundle(FILES)))).isTrue();
    assertThat(signer.key("k").hasSigned(reader.bundle(larger.bundle(FILES)))).isFalse();
  }

  @Test
  void anotherStatementUnderTheSameSignatureIsNotProven() {
    JsonObject bundle = new JsonObject(signer.bundle(FILES));
    JsonObject other = new JsonObject(signer.bundle(Map.of("a", "2")));
    JsonObject envelope = bundle.getJsonObject("dsseEnvelope");
    envelope.put("payload", other.getJsonObject("dsseEnvelope").getString("payload"));
    assertThat(signer.key("k").hasSigned(reader.bundle(bundle.encode()))).isFalse();
  }

  @Test
  void whatIsNoBundleIsRefused() {
    noBundle("");
    noBundle("not json");
    noBundle("[]");
    noBundle("{}");
    noBundle(signer.bundle(FILES) + "x");
    noBundle(signer.bundle(FILES).replace("v0.3", "v0.2"));
    noBundle(signer.bundle(FILES).replace("vnd.in-toto+json", "json"));
    noBundle(signer.bundle(FILES).replace("\"payload\":\"", "\"payload\":\"%"));
    noBundle(signer.bundle(FILES).replaceAll("\"signatures\":\\[.*?]", "\"signatures\":[]"));
    noBundle("[".repeat(100_000));
    noBundle(" ".repeat(ModelBundle.MAX_LENGTH + 1));
    String twice =
        signer.bundle(FILES).replace("{\"mediaType\"", "{\"mediaType\":\"a\",\"mediaType\"");
    noBundle(twice);
  }

  private void noBundle(String text) {
    assertThatThrownBy(() -> reader.bundle(text))
        .isInstanceOfSatisfying(
            MetadataException.class,
            it -> assertThat(it.code()).isEqualTo(MetadataException.Code.BAD_INPUT));
  }

  @Test
  void whatIsNoStatementAboutFilesIsRefused() {
    assertThat(statement(SignedModels.statement(FILES)).files()).hasSize(2);
    noStatement(SignedModels.statement(FILES).put("_type", "other"));
    noStatement(SignedModels.statement(FILES).put("predicateType", "https://slsa.dev/v1"));
    noStatement(SignedModels.statement(Map.of()));
    JsonObject shards = SignedModels.statement(FILES);
    shards.getJsonObject("predicate").getJsonObject("serialization").put("method", "shards");
    noStatement(shards);
    JsonObject blake = SignedModels.statement(FILES);
    resource(blake).put("algorithm", "blake2b");
    noStatement(blake);
    JsonObject changed = SignedModels.statement(FILES);
    resource(changed).put("digest", "0".repeat(64));
    noStatement(changed);
    JsonObject twice = SignedModels.statement(FILES);
    resource(twice).put("name", "b/c");
    noStatement(twice);
  }

  private static JsonObject resource(JsonObject statement) {
    return statement.getJsonObject("predicate").getJsonArray("resources").getJsonObject(0);
  }

  private SignedStatement statement(JsonObject statement) {
    return reader.statement(reader.bundle(signer.bundle(statement.encode())));
  }

  private void noStatement(JsonObject statement) {
    assertThatThrownBy(() -> statement(statement)).isInstanceOf(MetadataException.class);
  }
}
