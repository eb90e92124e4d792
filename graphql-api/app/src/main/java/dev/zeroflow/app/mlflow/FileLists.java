package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.file.FileEntry;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.tracking.ArtifactRoots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files below the root of a run or a logged model, by pages. */
@ApplicationScoped
class FileLists {
  private static final int PAGE = 1_000;

  private final Files files;
  private final MlflowJson json;

  FileLists(Files files, MlflowJson json) {
    this.files = files;
    this.json = json;
  }

  /**
   * What a directory has.
   *
   * @param root where clients find the files
   * @param path of the directory below the root
   * @param token from the page before
   */
  Response page(String project, String root, @Nullable String path, @Nullable String token) {
    FilePath relative = FilePath.directory(path == null ? "" : path);
    FilePath directory =
        ArtifactRoots.directory(root)
            .orElseThrow(
                () ->
                    HttpFailure.badInput(
                        "the files below %s are not stored by this server: list them there"
                            .formatted(root)));
    List<FileEntry> found = files.list(project, directory.below(relative), read(token), PAGE + 1);
    List<FileEntry> shown = found.subList(0, Math.min(PAGE, found.size()));
    String next = found.size() > PAGE ? written(shown.getLast().cursor()) : null;
    return json.ok(new FileBody.Page(root, FileBody.of(relative.text(), shown), next));
  }

  private static String written(String cursor) {
    return Base64.getUrlEncoder().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(@Nullable String token) {
    try {
      String sent = token == null ? "" : token;
      String cursor = new String(Base64.getUrlDecoder().decode(sent), StandardCharsets.UTF_8);
      if (cursor.indexOf('\0') < 0) {
        return cursor;
      }
    } catch (IllegalArgumentException e) {
      // No token of ours.
    }
    throw HttpFailure.badInput("page_token is none that this server has given");
  }
}
