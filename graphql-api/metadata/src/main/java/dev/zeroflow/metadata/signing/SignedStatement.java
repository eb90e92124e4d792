package dev.zeroflow.metadata.signing;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a signature says: the digest of each file.
 *
 * @param files sha256 as 64 hexadecimal digits, by path below the model's directory
 */
public record SignedStatement(Map<String, String> files) {
  /** Most files of a signed version. */
  public static final int MAX_FILES = 10_000;

  /** Where signers put the signature if they are not told otherwise. */
  public static final String SIGNATURE = "model.sig";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** What signers leave out if they are not told otherwise; nobody loads a model from these. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("model\\.sig|\\.gitignore|\\.gitattributes|\\.(git|github)(/.*)?");

  /**
   * A file and its digest.
   *
   * @param sha256 64 hexadecimal digits
   */
  public record Resource(String name, String sha256) {
    public Resource {
      if (!SHA256.matcher(sha256).matches()) {
        throw MetadataException.badInput("the digest of \"%.100s\" is no sha256".formatted(name));
      }
    }
  }

  public SignedStatement {
    files = Map.copyOf(files);
  }

  /**
   * The statement of a list of files.
   *
   * @param root what the statement calls the digest of all: over the digests in their order
   * @throws MetadataException with BAD_INPUT if they contradict each other
   */
  public static SignedStatement of(List<Resource> resources, String root) {
    if (resources.isEmpty() || resources.size() > MAX_FILES) {
      throw MetadataException.badInput(
          "a statement lists 1 to " + MAX_FILES + " files: " + resources.size());
    }
    MessageDigest all = Digests.newSha256();
    Map<String, String> files = new LinkedHashMap<>();
    for (Resource it : resources) {
      all.update(HexFormat.of().parseHex(it.sha256()));
      if (files.put(it.name(), it.sha256()) != null) {
        throw MetadataException.badInput("\"%.100s\" is listed twice".formatted(it.name()));
      }
    }
    if (!Digests.sha256(all).equals("sha256:" + root)) {
      throw MetadataException.badInput("the digest of all is not that of the files listed");
    }
    return new SignedStatement(files);
  }

  /** What keeps it from being about this one file, whatever its name; empty if nothing does. */
  public Optional<String> difference(String sha256) {
    return files.size() == 1 && files.containsValue(sha256)
        ? Optional.empty()
        : Optional.of("the signature is of other bytes than those of the model");
  }

  /**
   * What keeps it from being about these files: one that was changed, one that is not signed, one
   * that is missing; empty if nothing does.
   *
   * @param stored sha256 as 64 hexadecimal digits, by path
   */
  public Optional<String> difference(Map<String, String> stored) {
    return Stream.of(changed(stored), unsigned(stored), missing(stored))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> changed(Map<String, String> stored) {
    return stored.entrySet().stream()
        .filter(
            it -> {
              @Nullable String signed = files.get(it.getKey());
              return signed != null && !signed.equals(it.getValue());
            })
        .map(it -> "the file \"" + it.getKey() + "\" is not the one that was signed")
        .sorted()
        .findFirst();
  }

  private Optional<String> unsigned(Map<String, String> stored) {
    return stored.keySet().stream()
        .filter(path -> !files.containsKey(path) && !LEFT_OUT.matcher(path).matches())
        .map(path -> "the file \"" + path + "\" is not signed")
        .sorted()
        .findFirst();
  }

  private Optional<String> missing(Map<String, String> stored) {
    return files.keySet().stream()
        .filter(path -> !stored.containsKey(path))
        .map(path -> "the signed file \"%.300s\" is not there".formatted(path))
        .sorted()
        .findFirst();
  }
}
