package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.zeroflow.metadata.file.FileEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file or a directory in a list. */
record FileBody(String path, @JsonProperty("is_dir") boolean isDir, @Nullable Long fileSize) {
  /** A list without pages. */
  record Listed(List<FileBody> files) {}

  /** A page of what lies below a root. */
  record Page(String rootUri, List<FileBody> files, @Nullable String nextPageToken) {}

  /**
   * @param directory where they lie; their paths begin with it
   */
  static List<FileBody> of(String directory, List<FileEntry> entries) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    return entries.stream()
        .map(
            it ->
                new FileBody(prefix + it.name(), it.directory(), it.directory() ? null : it.size()))
        .toList();
  }
}
