package dev.zeroflow.store;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.StoredFile;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.signing.SignedContent;
import dev.zeroflow.metadata.signing.SignedStatement;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a version consists of, and its signature. */
final class SignedContentRows {
  static final String ATTACH =
      """
      INSERT INTO metadata.model_signature (version_id, project, bundle, actor, at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (version_id) DO UPDATE
        SET bundle = excluded.bundle, actor = excluded.actor, at = excluded.at
      """;

  private static final String BUNDLE =
      "SELECT bundle FROM metadata.model_signature WHERE version_id = $1";

  private static final String ARTIFACT =
      "SELECT * FROM metadata.artifact WHERE project = $1 AND id = $2";

  private SignedContentRows() {}

  static SignedContent read(SqlClient connection, ModelVersion version) {
    Tuple artifact = Tuple.of(version.project(), version.artifactId());
    Artifact main = Rows.artifact(Database.run(connection, ARTIFACT, artifact).iterator().next());
    @Nullable FilePath directory = directory(version, main);
    List<StoredFile> files =
        directory == null
            ? List.of()
            : PgFiles.below(
                connection, version.project(), directory, SignedStatement.MAX_FILES + 1);
    @Nullable String bundle =
        Database.first(Database.run(connection, BUNDLE, Tuple.of(version.id())))
            .map(row -> row.getString("bundle"))
            .orElse(null);
    return new SignedContent(main, directory, files, bundle);
  }

  /** Where clients are told to find the files. */
  private static @Nullable FilePath directory(ModelVersion version, Artifact main) {
    String location = version.origin().location();
    return ArtifactRoots.directory(location.isEmpty() ? main.uri() : location).orElse(null);
  }
}
