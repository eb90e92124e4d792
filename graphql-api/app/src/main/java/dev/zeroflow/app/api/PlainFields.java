package dev.zeroflow.app.api;

import graphql.GraphQL;
import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.visibility.DefaultGraphqlFieldVisibility;
import io.smallrye.graphql.execution.datafetcher.FieldDataFetcher;
import io.smallrye.graphql.spi.EventingService;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts, numbers and truth values of records straight from their components. The framework's
 * own way makes a context for each of them, with the selected fields written down as JSON, and
 * matches its name against the blocked ones, of which there are none: a third of the work of a long
 * list. Everything that is formatted or converted is left to it. Found as a service.
 */
public final class PlainFields implements EventingService {
  /** Null: it cannot be turned off. */
  @Override
  public @Nullable String getConfigKey() {
    return null;
  }

  @Override
  public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder builder) {
    GraphQLSchema schema = builder.build().getGraphQLSchema();
    GraphQLCodeRegistry fetchers =
        schema.getCodeRegistry().transform(registry -> replace(schema, registry));
    return builder.schema(schema.transformWithoutTypes(it -> it.codeRegistry(fetchers)));
  }

  private static void replace(GraphQLSchema schema, GraphQLCodeRegistry.Builder registry) {
    registry.fieldVisibility(DefaultGraphqlFieldVisibility.DEFAULT_FIELD_VISIBILITY);
    for (var type : schema.getAllTypesAsList()) {
      if (type instanceof GraphQLObjectType object) {
        object.getFieldDefinitions().forEach(field -> replace(schema, registry, object, field));
      }
    }
  }

  private static void replace(
      GraphQLSchema schema,
      GraphQLCodeRegistry.Builder registry,
      GraphQLObjectType type,
      GraphQLFieldDefinition field) {
    DataFetcher<?> present = schema.getCodeRegistry().getDataFetcher(type, field);
    boolean scalar = GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLScalarType;
    if (scalar && present instanceof FieldDataFetcher<?>) {
      var place = FieldCoordinates.coordinates(type.getName(), field.getName());
      registry.dataFetcher(place, direct(field.getName(), present));
    }
  }

  /** Trivial: it reads what is there, so nothing has to watch its time. */
  private static TrivialDataFetcher<@Nullable Object> direct(
      String name, DataFetcher<?> otherwise) {
    return environment -> {
      Object value = RecordComponents.read(environment.getSource(), name);
      return isPlain(value) ? value : otherwise.get(environment);
    };
  }

  private static boolean isPlain(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
