package dev.zeroflow.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {
  private static final UUID OWNER = new UUID(0, 1);

  private final SealedSecrets secrets = sealedBy("a key of a test");

  private static SealedSecrets sealedBy(String key) {
    return new SealedSecrets(key.getBytes(StandardCharsets.UTF_8), new SecureRandom());
  }

  @Test
  void whatIsSealedCanBeOpenedAndNotRead() {
    byte[] sealed = secrets.seal(OWNER, "hüsh");
    assertThat(secrets.open(OWNER, sealed)).isEqualTo("hüsh");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("sh");
    assertThat(secrets.seal(OWNER, "hüsh")).isNotEqualTo(sealed);
  }

  @Test
  void nobodyElseOpensIt() {
    byte[] sealed = secrets.seal(OWNER, "hush");
    assertThatThrownBy(() -> secrets.open(new UUID(0, 2), sealed))
        .hasMessageContaining("cannot be opened");
    assertThatThrownBy(() -> sealedBy("another").open(OWNER, sealed))
        .hasMessageContaining("zeroflow.secret-key");
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> secrets.open(OWNER, sealed)).hasMessageNotContaining("hush");
  }
}
