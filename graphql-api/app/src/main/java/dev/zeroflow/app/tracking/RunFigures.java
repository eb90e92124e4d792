package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.NamedValue;
import dev.zeroflow.app.registry.ApiTag;
import dev.zeroflow.metadata.tracking.RunData;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLSchema;
import io.smallrye.graphql.spi.EventingService;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what every list of tracking runs shows straight from the page of the runs. The resolvers
 * describe the same fields, and answer where a run is asked for as a run of any kind; but a batch
 * of the framework captures contexts and writes down the selected fields for each run anew, which
 * was two thirds of the work of a list. Found as a service.
 */
public final class RunFigures implements EventingService {
  private static final String TYPE = "TrackingRun";

  private static final Map<String, Function<RunData, List<?>>> FIGURES =
      Map.of(
          "parameters", data -> NamedValue.of(data.parameters()),
          "metrics", data -> data.metrics().stream().map(ApiTrackingMetric::of).toList(),
          "tags", data -> ApiTag.of(data.tags()));

  /** Null: it cannot be turned off. */
  @Override
  public @Nullable String getConfigKey() {
    return null;
  }

  @Override
  public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder builder) {
    GraphQLSchema schema = builder.build().getGraphQLSchema();
    GraphQLCodeRegistry fetchers = schema.getCodeRegistry().transform(RunFigures::replace);
    return builder.schema(schema.transformWithoutTypes(it -> it.codeRegistry(fetchers)));
  }

  private static void replace(GraphQLCodeRegistry.Builder fetchers) {
    FIGURES.forEach(
        (field, figures) ->
            fetchers.dataFetcher(FieldCoordinates.coordinates(TYPE, field), fetcher(figures)));
  }

  private static DataFetcher<?> fetcher(Function<RunData, List<?>> figures) {
    return environment -> {
      ApiTrackingRun run = environment.getSource();
      return run.page().dataOf(run.run().id()).thenApply(figures);
    };
  }
}
