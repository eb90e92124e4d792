package dev.zeroflow.store;

import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.RegistryListing;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.store.FilterColumns.Column;
import dev.zeroflow.store.FilterColumns.Entries;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Searches among models and versions in Postgres. */
public final class PgRegistryListing implements RegistryListing {
  private static final Map<Kind, Entries> TAGS =
      Map.of(Kind.TAG, new Entries("jsonb_each_text(r.tags)", "TRUE", "e.key", "e.value"));

  /** Prompts are models with this tag, and everything else is as if it said so too. */
  private static final Map<String, String> NO_PROMPT = Map.of("mlflow.prompt.is_prompt", "false");

  private static final FilterColumns MODELS =
      new FilterColumns(
          SearchTarget.REGISTERED_MODELS,
          Map.of(
              "name",
              new Column("r.name", FilterColumns.Type.TEXT, true),
              "creation_timestamp",
              new Column("r.created_at", FilterColumns.Type.TIME, true),
              "last_updated_timestamp",
              new Column("r.updated_at", FilterColumns.Type.TIME, true)),
          TAGS,
          Map.of(),
          NO_PROMPT);

  private static final FilterColumns VERSIONS =
      new FilterColumns(
          SearchTarget.MODEL_VERSIONS,
          Map.of(
              "name",
              new Column("r.model", FilterColumns.Type.TEXT, true),
              "run_id",
              new Column("r.tracking_run_id", FilterColumns.Type.ID, false),
              "source_path",
              new Column("r.source", FilterColumns.Type.TEXT, true),
              "version_number",
              new Column("r.version", FilterColumns.Type.INTEGER, true),
              "creation_timestamp",
              new Column("r.created_at", FilterColumns.Type.TIME, true),
              "last_updated_timestamp",
              new Column("r.updated_at", FilterColumns.Type.TIME, true)),
          TAGS,
          Map.of(),
          NO_PROMPT);

  private static final String ALIASES =
      """
      SELECT * FROM metadata.model_alias WHERE project = $1 AND model = ANY ($2)
       ORDER BY model, alias
      """;

  private static final String NEWEST =
      """
      SELECT DISTINCT ON (model, stage) * FROM metadata.model_version
       WHERE project = $1 AND model = ANY ($2)
       ORDER BY model, stage, version DESC
      """;

  private final Database database;

  public PgRegistryListing(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Found<RegisteredModel> models(String project, Search search) {
    String source = "FROM metadata.registered_model r WHERE r.project = $1";
    return new SearchQuery(search, MODELS, "r.*", source, Tuple.of(project))
        .page(database, RegistryRows::model);
  }

  @Override
  public Found<ModelVersion> versions(String project, Search search) {
    String source = "FROM metadata.model_version r WHERE r.project = $1";
    return new SearchQuery(search, VERSIONS, "r.*", source, Tuple.of(project))
        .page(database, RegistryRows::version);
  }

  @Override
  public List<ModelAlias> aliases(String project, Collection<String> models) {
    return list(ALIASES, project, models, RegistryRows::alias);
  }

  @Override
  public List<ModelVersion> newestByStage(String project, Collection<String> models) {
    return list(NEWEST, project, models, RegistryRows::version);
  }

  private <T> List<T> list(
      String sql, String project, Collection<String> models, Function<Row, T> item) {
    List<T> found = new ArrayList<>();
    Tuple key = Tuple.of(project).addArrayOfString(models.toArray(String[]::new));
    database.run(sql, key).forEach(row -> found.add(item.apply(row)));
    return found;
  }
}
