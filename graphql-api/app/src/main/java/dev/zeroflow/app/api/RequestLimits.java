package dev.zeroflow.app.api;

import graphql.GraphQL;
import io.smallrye.graphql.spi.EventingService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Adds our own limits behind those of the framework; found as a service. */
public final class RequestLimits implements EventingService {
  /** As long as the database works on one statement; see application.properties. */
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

  /** Null: it cannot be turned off. */
  @Override
  public @Nullable String getConfigKey() {
    return null;
  }

  @Override
  public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder builder) {
    // A builder does not tell its instrumentation, and setting another one would replace it.
    var present = builder.build().getInstrumentation();
    return builder.instrumentation(
        RequestInstrumentation.of(
            present, new AliasLimit(), new TimeLimit(LONGEST_REQUEST, System::nanoTime)));
  }
}
