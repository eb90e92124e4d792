package dev.zeroflow.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();

  private GraphQL api() {
    DataFetcher<Object> never = environment -> new CompletableFuture<>();
    DataFetcher<Object> slow =
        environment -> {
          begun.incrementAndGet();
          now.addAndGet(LIMIT.toNanos());
          return CompletableFuture.completedFuture("slow");
        };
    DataFetcher<Object> broken =
        environment -> CompletableFuture.failedFuture(new BadInputException("broken"));
    var wiring =
        RuntimeWiring.newRuntimeWiring()
            .type(
                "Query",
                type ->
                    type.dataFetcher("never", never)
                        .dataFetcher("broken", broken)
                        .dataFetcher("quick", environment -> "quick"))
            .type("Mutation", type -> type.dataFetcher("a", slow).dataFetcher("b", slow))
            .build();
    var schema =
        new SchemaParser()
            .parse(
                """
                type Query { never: String quick: String broken: String }
                type Mutation { a: String b: String }
                """);
    return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(schema, wiring))
        .instrumentation(new TimeLimit(LIMIT, now::get))
        .build();
  }

  private ExecutionResult ask(String query) {
    return api().execute(query);
  }

  @Test
  void whatIsThereInTimeIsAnsweredAndTheRestIsAnError() {
    ExecutionResult result = ask("{ quick never }");
    Map<String, Object> data = result.getData();
    assertThat(data).containsEntry("quick", "quick").containsEntry("never", null);
    assertThat(result.getErrors())
        .singleElement()
        .satisfies(it -> assertThat(it.getMessage()).contains("took longer"));
  }

  @Test
  void nothingIsBegunAfterTheTimeIsOver() {
    ExecutionResult result = ask("mutation { a b }");
    assertThat(begun).hasValue(1);
    assertThat(result.getErrors()).hasSize(1);
  }

  @Test
  void otherFailuresStayWhatTheyAre() {
    assertThat(ask("{ broken quick }").getErrors())
        .singleElement()
        .satisfies(it -> assertThat(it.getMessage()).contains("broken"));
  }
}
