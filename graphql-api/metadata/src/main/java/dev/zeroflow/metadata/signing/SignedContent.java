package dev.zeroflow.metadata.signing;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.file.StoredFile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a version consists of, and the signature that was attached to it.
 *
 * @param artifact that it points to
 * @param directory where its files are; null if they are not kept here as files
 * @param files below the directory, ordered by path; one more than {@link
 *     SignedStatement#MAX_FILES} if there are more
 * @param bundle that was attached; null if none was
 */
public record SignedContent(
    Artifact artifact,
    @Nullable FilePath directory,
    List<StoredFile> files,
    @Nullable String bundle) {
  public SignedContent {
    files = List.copyOf(files);
  }

  /** The path of a file below the directory. */
  public String relative(StoredFile file) {
    String path = file.path().text();
    return directory == null || directory.isRoot()
        ? path
        : path.substring(directory.text().length() + 1);
  }

  /** The signature among the files. */
  public Optional<StoredFile> signatureFile() {
    return files.stream().filter(it -> relative(it).equals(SignedStatement.SIGNATURE)).findFirst();
  }

  /** Whether it is the same down to the bytes: an object is never written twice. */
  public boolean isStill(SignedContent other) {
    return artifact.id().equals(other.artifact.id())
        && artifact.uri().equals(other.artifact.uri())
        && artifact.digest().equals(other.artifact.digest())
        && Objects.equals(directory, other.directory)
        && Objects.equals(bundle, other.bundle)
        && objects().equals(other.objects());
  }

  private List<List<String>> objects() {
    return files.stream().map(it -> List.of(it.path().text(), it.uri())).toList();
  }
}
