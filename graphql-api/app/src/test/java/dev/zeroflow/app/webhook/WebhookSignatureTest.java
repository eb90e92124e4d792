package dev.zeroflow.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.webhook.Secret;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  @Test
  void receiversOfMlflowComputeTheSame() {
    String signature =
        WebhookSignature.of(
            new Secret("a sécret"),
            "00000000-0000-0000-0000-000000000001",
            "1767323045",
            "{\"a\":1}");
    assertThat(signature).isEqualTo("v1,wG0NallLh5NMhuDFzxP5qyM04kbgT+KljY8GKjZCtTk=");
  }
}
