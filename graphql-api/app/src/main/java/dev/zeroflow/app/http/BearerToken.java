package dev.zeroflow.app.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization: Bearer} header. */
public final class BearerToken {
  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /**
   * The token.
   *
   * @throws HttpFailure with 401 if there is none
   */
  public static String of(@Nullable String authorization) {
    if (authorization == null || !isBearer(authorization)) {
      throw HttpFailure.unauthorized("a bearer token is required");
    }
    return authorization.substring(SCHEME.length()).strip();
  }

  /** Whether there is a token, whatever it is. */
  public static boolean isBearer(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Whether the header carries exactly this token; takes the same time wherever they differ. */
  public static boolean matches(@Nullable String authorization, String expected) {
    return MessageDigest.isEqual(
        of(authorization).getBytes(StandardCharsets.UTF_8),
        expected.getBytes(StandardCharsets.UTF_8));
  }
}
