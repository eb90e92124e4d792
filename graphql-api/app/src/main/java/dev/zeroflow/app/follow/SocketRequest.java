package dev.zeroflow.app.follow;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.smallrye.graphql.runtime.spi.datafetcher.RequestContextHelper;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import java.util.function.Supplier;

/**
 * The request that opened a websocket: what comes over the socket later finds its context not
 * active any more.
 */
final class SocketRequest {
  private SocketRequest() {}

  /** Does the work in the context of that request. Belongs on the thread that calls a resolver. */
  static <T> T within(Supplier<T> work) {
    ManagedContext context = Arc.container().requestContext();
    if (context.isActive()) {
      return work.get();
    }
    RequestContextHelper.reactivate(
        context, SmallRyeContextManager.getCurrentSmallRyeContext().getDataFetchingEnvironment());
    try {
      return work.get();
    } finally {
      context.deactivate();
    }
  }
}
