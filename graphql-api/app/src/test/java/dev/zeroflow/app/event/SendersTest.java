package dev.zeroflow.app.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.http.HttpFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendersTest {
  /** Known values: HMAC-SHA256 of the text with the key "key". */
  private static final String BODY = "The quick brown fox jumps over the lazy dog";

  private static final String SIGNATURE =
      "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";

  private final Senders senders = new Senders(new EventsToken("key"), "an account"::equals);

  private void check(Map<String, String> headers) {
    senders.check(new EventMessage(headers, BODY.getBytes(UTF_8)));
  }

  private void refused(Map<String, String> headers) {
    assertThatThrownBy(() -> check(headers))
        .isInstanceOfSatisfying(HttpFailure.class, e -> assertThat(e.status()).isEqualTo(401));
  }

  @Test
  void theTokenOrTheSignatureLetsIn() {
    assertThatCode(() -> check(Map.of("Authorization", "Bearer key"))).doesNotThrowAnyException();
    assertThatCode(() -> check(Map.of("Authorization", "Bearer an account")))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(Map.of("X-Hub-Signature-256", SIGNATURE)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha256=f7",
        "sha256=xx",
        "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
        "sha1=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
        "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd9"
      })
  void anotherSignatureDoesNot(String signature) {
    refused(Map.of("X-Hub-Signature-256", signature));
  }

  @Test
  void nothingAndAWrongTokenDoNot() {
    refused(Map.of());
    refused(Map.of("Authorization", "Bearer kez"));
    // Whoever shows a token is judged by it.
    refused(Map.of("Authorization", "Bearer kez", "X-Hub-Signature-256", SIGNATURE));
  }

  @Test
  void aSignatureDoesNotVouchForAttributesInHeaders() {
    refused(Map.of("X-Hub-Signature-256", SIGNATURE, "ce-id", "1"));
  }
}
