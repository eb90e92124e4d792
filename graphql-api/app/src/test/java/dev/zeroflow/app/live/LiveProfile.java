package dev.zeroflow.app.live;

import dev.zeroflow.app.graphql.GraphqlProfile;
import dev.zeroflow.app.graphql.TwoAttempts;
import java.util.Set;

/** A server whose scheduler works on runs, while the test is the function that they call. */
public class LiveProfile extends GraphqlProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(TwoAttempts.class, TestedFunction.class);
  }
}
