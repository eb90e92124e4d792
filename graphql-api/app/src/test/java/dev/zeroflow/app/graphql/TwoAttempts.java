package dev.zeroflow.app.graphql;

import dev.zeroflow.app.auth.AttemptDirectory;
import dev.zeroflow.app.auth.Caller.AttemptCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;

/** Knows one attempt in the default project and one in another. */
@Alternative
@ApplicationScoped
public class TwoAttempts implements AttemptDirectory {
  public static final String MINE = "token-of-train";
  public static final String FOREIGN = "token-of-another-project";
  static final String BROKEN = "token-that-breaks-the-directory";

  @Override
  public Optional<AttemptCaller> byToken(String token) {
    return switch (token) {
      case MINE -> Optional.of(new AttemptCaller("default", Digits.RUN, "train"));
      case FOREIGN -> Optional.of(new AttemptCaller("another", Digits.FOREIGN_RUN, "train"));
      case BROKEN -> throw new IllegalStateException("connection to 10.0.0.1 lost");
      default -> Optional.empty();
    };
  }
}
