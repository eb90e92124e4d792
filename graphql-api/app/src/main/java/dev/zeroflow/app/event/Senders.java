package dev.zeroflow.app.event;

import dev.zeroflow.app.http.BearerToken;
import dev.zeroflow.app.http.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Knows who may send events: whoever shows the token as bearer, or that of an account, or signs the
 * body with it. A signature says nothing about headers, so it is not enough for events whose
 * attributes are headers. A message that is sent again is an event that is known.
 */
final class Senders {
  /** {@code sha256=} and the HMAC-SHA256 of the body with the token as key, in hexadecimal. */
  static final String SIGNATURE = "x-hub-signature-256";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String SCHEME = "sha256=";

  private final EventsToken token;
  private final SenderAccounts accounts;

  Senders(EventsToken token, SenderAccounts accounts) {
    this.token = token;
    this.accounts = accounts;
  }

  /**
   * Lets a message through.
   *
   * @throws HttpFailure with 401 if it is not shown that its sender may send events
   */
  void check(EventMessage message) {
    @Nullable String authorization = message.headers().get("authorization");
    @Nullable String signature = message.headers().get(SIGNATURE);
    if (authorization == null && signature != null) {
      checkSignature(message, signature);
    } else if (!BearerToken.matches(authorization, token.value())
        && !accounts.maySend(BearerToken.of(authorization))) {
      throw HttpFailure.unauthorized("the token is not the one in secrets/events-token");
    }
  }

  private void checkSignature(EventMessage message, String signature) {
    if (CloudEventReader.isBinary(message)) {
      throw HttpFailure.unauthorized(
          "a signature covers the body alone: send the event in structured mode, or a bearer token");
    }
    if (!MessageDigest.isEqual(claimed(signature), sign(message.body()))) {
      throw HttpFailure.unauthorized("the signature is not that of the body");
    }
  }

  private static byte[] claimed(String signature) {
    try {
      return signature.startsWith(SCHEME)
          ? HexFormat.of().parseHex(signature.substring(SCHEME.length()).strip())
          : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
