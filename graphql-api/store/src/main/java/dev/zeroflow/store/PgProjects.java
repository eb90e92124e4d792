package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.AuditedChange;
import dev.zeroflow.metadata.audit.AuditedChange.Action;
import dev.zeroflow.metadata.audit.AuditedChange.Kind;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.project.Project;
import dev.zeroflow.metadata.project.Projects;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Projects in Postgres. */
public final class PgProjects implements Projects {
  /** Tables in which something of a project can be; what hangs on their rows is not asked for. */
  private static final List<String> CONTENT =
      List.of(
          "scheduling.run",
          "metadata.pipeline",
          "metadata.recurring_run",
          "metadata.run_trigger",
          "metadata.tracking_run",
          "metadata.logged_model",
          "metadata.tracking_file",
          "metadata.registered_model",
          "metadata.inference_service",
          "metadata.artifact",
          "metadata.execution");

  private static final String IS_USED =
      CONTENT.stream()
          .map("EXISTS (SELECT 1 FROM %s WHERE project = $1)"::formatted)
          .collect(
              Collectors.joining(
                  " OR ",
                  "SELECT EXISTS (SELECT 1 FROM metadata.experiment"
                      + " WHERE project = $1 AND number <> 0) OR ",
                  " AS used"));

  private static final String CREATE =
      """
      INSERT INTO metadata.project (name, description, created_at)
      SELECT $1, $2, $3 WHERE (SELECT count(*) FROM metadata.project) < $4
      ON CONFLICT DO NOTHING
      """;

  private static final String FIND = "SELECT * FROM metadata.project WHERE name = $1";

  private static final String LIST =
      "SELECT * FROM metadata.project WHERE name > $1 ORDER BY name LIMIT $2";

  private static final String DESCRIBE =
      "UPDATE metadata.project SET description = $2 WHERE name = $1 RETURNING *";

  private static final String DELETE = "DELETE FROM metadata.project WHERE name = $1";

  /** The experiment that every project has; nothing is in it. */
  private static final String DELETE_EXPERIMENT =
      "DELETE FROM metadata.experiment WHERE project = $1";

  private final Database database;

  public PgProjects(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public void create(Author author, Project project) {
    Tuple values =
        Tuple.of(project.name(), project.description())
            .addOffsetDateTime(Database.utc(project.createdAt()))
            .addInteger(MAX_PROJECTS);
    database.transaction(
        connection -> {
          if (Database.run(connection, CREATE, values).rowCount() == 0) {
            throw MetadataException.conflict(
                "there is a project named \"%s\" already, or there are %d projects"
                    .formatted(project.name(), MAX_PROJECTS));
          }
          return audited(connection, author, Action.CREATE, project.name());
        });
  }

  private static boolean audited(SqlClient connection, Author author, Action action, String name) {
    Author there = new Author(name, author.name(), author.at());
    AuditTrail.append(connection, there, new AuditedChange(action, Kind.PROJECT, name, Map.of()));
    return true;
  }

  @Override
  public Optional<Project> find(String name) {
    return Database.first(database.run(FIND, Tuple.of(name))).map(PgProjects::project);
  }

  @Override
  public List<Project> list(String after, int limit) {
    List<Project> projects = new ArrayList<>();
    database.run(LIST, Tuple.of(after, limit)).forEach(row -> projects.add(project(row)));
    return projects;
  }

  @Override
  public Project describe(Author author, String name, String description) {
    return database.transaction(
        connection -> {
          Project changed =
              Database.first(Database.run(connection, DESCRIBE, Tuple.of(name, description)))
                  .map(PgProjects::project)
                  .orElseThrow(() -> unknown(name));
          audited(connection, author, Action.UPDATE, name);
          return changed;
        });
  }

  @Override
  public void delete(Author author, String name) {
    if (name.equals(Project.DEFAULT)) {
      throw MetadataException.conflict("the default project stays");
    }
    Tuple key = Tuple.of(name);
    database.transaction(
        connection -> {
          if (Database.run(connection, DELETE, key).rowCount() == 0) {
            throw unknown(name);
          }
          if (Database.run(connection, IS_USED, key).iterator().next().getBoolean("used")) {
            throw MetadataException.conflict(
                "project \"%s\" is not empty: delete what is in it first".formatted(name));
          }
          Database.run(connection, DELETE_EXPERIMENT, key);
          return audited(connection, author, Action.DELETE, name);
        });
  }

  private static MetadataException unknown(String name) {
    return MetadataException.notFound("there is no project \"%s\"".formatted(name));
  }

  private static Project project(Row row) {
    return new Project(
        row.getString("name"),
        row.getString("description"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
