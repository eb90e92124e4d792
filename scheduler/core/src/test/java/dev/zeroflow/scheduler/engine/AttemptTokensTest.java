package dev.zeroflow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTokensTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n";
  private static final AttemptRef ATTEMPT =
      new AttemptRef("default", new UUID(1, 2), "condition-1/register-model", 3);

  private final AttemptTokens tokens = tokens(1);

  private static AttemptTokens tokens(int key) {
    byte[] bytes = new byte[32];
    bytes[31] = (byte) key;
    return new AttemptTokens(new SigningKey(bytes));
  }

  @Test
  void aTokenNamesItsAttempt() {
    assertThat(tokens.read(tokens.token(ATTEMPT))).contains(ATTEMPT);
    assertThat(tokens(1).token(ATTEMPT)).isEqualTo(tokens.token(ATTEMPT));
  }

  @Test
  void differentAttemptsHaveDifferentTokens() {
    var next = new AttemptRef("default", new UUID(1, 2), "condition-1/register-model", 4);
    assertThat(tokens.token(next)).isNotEqualTo(tokens.token(ATTEMPT));
  }

  @Test
  void noCharacterCanBeChangedRemovedOrAdded() {
    String token = tokens.token(ATTEMPT);
    for (int i = 0; i < token.length(); i++) {
      String before = token.substring(0, i);
      String after = token.substring(i + 1);
      assertThat(tokens.read(before + after)).as("without character %d", i).isEmpty();
      for (char c : ALPHABET.toCharArray()) {
        if (c != token.charAt(i)) {
          assertThat(tokens.read(before + c + after)).as("%s at %d", c, i).isEmpty();
        }
        assertThat(tokens.read(token.substring(0, i) + c + token.substring(i)))
            .as("%s added at %d", c, i)
            .isEmpty();
      }
    }
    for (String suffix : new String[] {"=", "A", ".", "\n"}) {
      assertThat(tokens.read(token + suffix)).as("with %s behind", suffix).isEmpty();
    }
  }

  @Test
  void anotherKeyDoesNotReadIt() {
    assertThat(tokens(2).read(tokens.token(ATTEMPT))).isEmpty();
  }

  @Test
  void thePayloadOfOneIsNotCoveredByTheProofOfAnother() {
    var other = new AttemptRef("default", new UUID(1, 2), "evaluate", 1);
    String[] mine = tokens.token(ATTEMPT).split("\\.");
    String[] theirs = tokens.token(other).split("\\.");
    assertThat(tokens.read(mine[0] + "." + theirs[1] + "." + mine[2])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "zfa1", "zfa1.", "zfa1..", "zfa1.!.!", "zfa2.AAAA.AAAA"})
  void whatIsNoTokenIsNotRead(String text) {
    assertThat(tokens.read(text)).isEmpty();
  }

  @Test
  void aPayloadThatNobodySignedIsNotEvenParsed() {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("not an attempt".getBytes(StandardCharsets.UTF_8));
    assertThat(tokens.read("zfa1." + payload + "." + payload)).isEmpty();
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatThrownBy(() -> new SigningKey(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
