package dev.zeroflow.app.api;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request when its time is over, with what is there by then: fields that are still
 * awaited become errors, and no other is begun. Subscriptions may take as long as they like.
 */
final class TimeLimit extends SimplePerformantInstrumentation {
  private final Duration limit;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  TimeLimit(Duration limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** When a request ends. */
  private record Deadline(long nanos) implements InstrumentationState {}

  private long left(Deadline deadline) {
    return deadline.nanos() - nanoTime.getAsLong();
  }

  @Override
  public CompletableFuture<InstrumentationState> createStateAsync(
      InstrumentationCreateStateParameters parameters) {
    return CompletableFuture.completedFuture(new Deadline(nanoTime.getAsLong() + limit.toNanos()));
  }

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters field,
      @Nullable InstrumentationState state) {
    boolean follows =
        field.getExecutionContext().getOperationDefinition().getOperation()
            == Operation.SUBSCRIPTION;
    return follows || field.isTrivialDataFetcher() || !(state instanceof Deadline deadline)
        ? fetcher
        : environment -> within(deadline, fetcher, environment);
  }

  private @Nullable Object within(
      Deadline deadline, DataFetcher<?> fetcher, DataFetchingEnvironment environment)
      throws Exception {
    if (left(deadline) <= 0) {
      throw late();
    }
    Object fetched = fetcher.get(environment);
    return fetched instanceof CompletionStage<?> stage ? within(deadline, stage) : fetched;
  }

  private <T> CompletableFuture<T> within(Deadline deadline, CompletionStage<T> stage) {
    // A copy: the work itself goes on until it notices, as the database does by its own limit.
    return stage
        .toCompletableFuture()
        .copy()
        .orTimeout(Math.max(1, left(deadline)), TimeUnit.NANOSECONDS)
        .handle((value, failure) -> told(value, failure));
  }

  private <T> T told(T value, @Nullable Throwable failure) {
    return switch (failure) {
      case null -> value;
      case TimeoutException _ -> throw late();
      case CompletionException known -> throw known;
      default -> throw new CompletionException(failure);
    };
  }

  private TimedOutException late() {
    return new TimedOutException(
        "the request took longer than %d s: ask for less at once".formatted(limit.toSeconds()));
  }
}
