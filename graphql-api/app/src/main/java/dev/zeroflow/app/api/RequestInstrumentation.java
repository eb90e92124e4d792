package dev.zeroflow.app.api;

import graphql.ExecutionResult;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.schema.DataFetcher;
import graphql.validation.ValidationError;
import io.smallrye.graphql.execution.QueryCache;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All limits of a request. Those that look at the whole of it are not asked about its fields: in
 * one chain with the limit on time, each of them was called five times for every figure of an
 * answer, which took more time than the figures did.
 */
final class RequestInstrumentation extends SimplePerformantInstrumentation {
  private static final Set<Class<? extends Instrumentation>> OF_WHOLE_REQUESTS =
      Set.of(
          MaxQueryComplexityInstrumentation.class,
          MaxQueryDepthInstrumentation.class,
          QueryCache.class,
          AliasLimit.class);

  private final Instrumentation whole;
  private final TimeLimit time;

  private RequestInstrumentation(List<Instrumentation> whole, TimeLimit time) {
    this.whole = new ChainedInstrumentation(whole);
    this.time = time;
  }

  /**
   * The limits that are there and ours.
   *
   * @throws IllegalStateException if one is there that may have to see every field
   */
  static RequestInstrumentation of(Instrumentation present, AliasLimit aliases, TimeLimit time) {
    List<Instrumentation> whole =
        Stream.concat(
                present instanceof ChainedInstrumentation chain
                    ? chain.getInstrumentations().stream()
                    : Stream.of(present),
                Stream.of(aliases))
            .filter(it -> it.getClass() != SimplePerformantInstrumentation.class)
            .toList();
    for (Instrumentation it : whole) {
      if (!OF_WHOLE_REQUESTS.contains(it.getClass())) {
        throw new IllegalStateException("not known to act on whole requests only: " + it);
      }
    }
    return new RequestInstrumentation(whole, time);
  }

  /** The state of both parts. */
  private record Both(InstrumentationState whole, InstrumentationState time)
      implements InstrumentationState {}

  private static Both both(@Nullable InstrumentationState state) {
    if (state instanceof Both both) {
      return both;
    }
    throw new IllegalStateException("not the state that was made: " + state);
  }

  @Override
  public CompletableFuture<InstrumentationState> createStateAsync(
      InstrumentationCreateStateParameters parameters) {
    return whole
        .createStateAsync(parameters)
        .thenCombine(time.createStateAsync(parameters), Both::new);
  }

  @Override
  public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
      InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
    return whole.beginValidation(parameters, both(state).whole());
  }

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
    return whole.beginExecuteOperation(parameters, both(state).whole());
  }

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters field,
      @Nullable InstrumentationState state) {
    return time.instrumentDataFetcher(fetcher, field, both(state).time());
  }
}
