package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.StoredFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;

/**
 * What a logged model consists of: two models with the same files have the same digest, wherever
 * they are.
 *
 * @param digest of paths, digests and sizes of the files; empty if there are none here
 * @param size bytes of all files
 */
public record ModelContent(String digest, long size) {
  /** Of a model whose files are stored elsewhere, or that has none. */
  public static final ModelContent UNKNOWN = new ModelContent("", 0);

  /** The content of these files, all of which lie below the root. */
  public static ModelContent of(FilePath root, List<StoredFile> files) {
    if (files.isEmpty()) {
      return UNKNOWN;
    }
    MessageDigest digest = Digests.newSha256();
    long size = 0;
    for (StoredFile file :
        files.stream().sorted(Comparator.comparing(it -> it.path().text())).toList()) {
      String path = file.path().text().substring(root.text().length() + 1);
      // No path has a line end in it.
      String line = "%s\n%s\n%d\n".formatted(path, file.digest(), file.size());
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      size += file.size();
    }
    return new ModelContent(Digests.sha256(digest), size);
  }
}
