package dev.zeroflow.metadata.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedKeyTest {
  private static final byte[] PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);

  private static KeyPair pair(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair pair) {
    String body = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  private static byte[] signed(KeyPair pair, String algorithm, String text)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return signature.sign();
  }

  private static void refused(String name, String pem) {
    assertThatThrownBy(() -> new TrustedKey(name, pem))
        .isInstanceOfSatisfying(
            MetadataException.class,
            it -> assertThat(it.code()).isEqualTo(MetadataException.Code.BAD_INPUT));
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, SHA256withECDSA",
    "secp384r1, SHA384withECDSA",
    "secp521r1, SHA512withECDSA"
  })
  void aSignatureIsThatOfItsKeyOverTheStatementAndItsKind(String curve, String algorithm)
      throws GeneralSecurityException {
    KeyPair pair = pair(curve);
    var key = new TrustedKey("release", pem(pair));
    String signedText = "DSSEv1 28 application/vnd.in-toto+json 2 {}";
    byte[] good = signed(pair, algorithm, signedText);
    byte[] plain = signed(pair, algorithm, "{}");
    byte[] others = signed(pair(curve), algorithm, signedText);
    byte[] none = {1, 2, 3};
    assertThat(key.hasSigned(new ModelBundle(PAYLOAD, List.of(good)))).isTrue();
    assertThat(key.hasSigned(new ModelBundle(PAYLOAD, List.of(none, others, good)))).isTrue();
    assertThat(key.hasSigned(new ModelBundle(PAYLOAD, List.of(plain)))).isFalse();
    assertThat(key.hasSigned(new ModelBundle(PAYLOAD, List.of(others)))).isFalse();
    assertThat(key.hasSigned(new ModelBundle(PAYLOAD, List.of(none)))).isFalse();
    assertThat(key.hasSigned(new ModelBundle(new byte[] {1}, List.of(good)))).isFalse();
  }

  @Test
  void onlyPublicKeysOfTheseCurvesAreTrusted() throws GeneralSecurityException {
    String pem = pem(pair("secp256r1"));
    assertThat(new TrustedKey("a", pem).name()).isEqualTo("a");
    refused("", pem);
    refused("a\n", pem);
    refused("a", "");
    refused("a", pem.replace("PUBLIC", "PRIVATE"));
    refused("a", pem + pem);
    refused("a", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
    refused("a", pem + " ".repeat(2_000));
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    refused("a", pem(rsa));
  }

  @Test
  void keysOfAPolicyAreToldApart() throws GeneralSecurityException {
    var a = new TrustedKey("a", pem(pair("secp256r1")));
    var again = new TrustedKey("a", pem(pair("secp256r1")));
    assertThatThrownBy(() -> TrustedKey.check(List.of(a, again))).hasMessageContaining("names");
  }

  @Test
  void aBundleHasAFewSignatures() {
    assertThatThrownBy(() -> new ModelBundle(PAYLOAD, List.of()))
        .isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> new ModelBundle(PAYLOAD, Collections.nCopies(11, new byte[1])))
        .isInstanceOf(MetadataException.class);
  }
}
