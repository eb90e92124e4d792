package dev.zeroflow.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestInstrumentationTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void theLimitsThatWereThereStillHold() {
    assertThat(ask("{ deeper { deeper { answer } } }").getErrors()).isNotEmpty();
    assertThat(ask("{ deeper { answer } }").getErrors()).isEmpty();
  }

  @Test
  void oursHoldBesideThem() {
    var many = new StringBuilder("{");
    for (int i = 0; i <= AliasLimit.MAX_ALIASES; i++) {
      many.append(" a").append(i).append(": answer");
    }

    assertThat(ask(many + " }").getErrors()).isNotEmpty();
  }

  @Test
  void theTimeOfARequestEnds() {
    assertThat(ask("{ slow answer }").getErrors()).hasSize(1);
  }

  @Test
  void whatMayHaveToSeeEveryFieldIsNotTakenInSilence() {
    var other = new SimplePerformantInstrumentation() {};

    assertThatThrownBy(() -> limits(other)).isInstanceOf(IllegalStateException.class);
  }

  private Instrumentation limits(Instrumentation present) {
    return RequestInstrumentation.of(present, new AliasLimit(), new TimeLimit(LIMIT, nanos::get));
  }

  private ExecutionResult ask(String query) {
    DataFetcher<?> late = environment -> nanos.addAndGet(LIMIT.toNanos());
    DataFetcher<?> answer = environment -> 42;
    DataFetcher<?> deeper = environment -> Map.of();
    var wiring =
        RuntimeWiring.newRuntimeWiring()
            .type("Query", it -> it.dataFetchers(Map.of("slow", late, "answer", answer)))
            .type("Query", it -> it.dataFetcher("deeper", deeper))
            .build();
    var types = new SchemaParser().parse("type Query { slow: Float answer: Int deeper: Query }");
    return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(types, wiring))
        .instrumentation(limits(new ChainedInstrumentation(new MaxQueryDepthInstrumentation(2))))
        .build()
        .execute(query);
  }
}
