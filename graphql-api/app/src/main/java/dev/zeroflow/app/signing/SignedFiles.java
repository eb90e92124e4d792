package dev.zeroflow.app.signing;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.file.StoredFile;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.governance.SignatureCheck;
import dev.zeroflow.metadata.signing.ModelBundle;
import dev.zeroflow.metadata.signing.SignedContent;
import dev.zeroflow.metadata.signing.SignedStatement;
import dev.zeroflow.metadata.signing.TrustedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks whether a version is signed: by whom, and whether it is still what was signed. */
public final class SignedFiles implements SignatureCheck {
  private static final String SHA256 = "sha256:";
  private static final int BUFFER = 1 << 16;

  private final BundleReader reader = new BundleReader();
  private final Files files;
  private final ObjectStore objects;
  private final LargeObjects large;

  public SignedFiles(Files files, ObjectStore objects, LargeObjects large) {
    this.files = files;
    this.objects = objects;
    this.large = large;
  }

  @Override
  public Evidence check(SignedContent content, List<TrustedKey> trusted) {
    try {
      return bundle(content).map(it -> check(content, it, trusted)).orElseGet(SignedFiles::none);
    } catch (MetadataException e) {
      return Evidence.unsigned(String.valueOf(e.getMessage()));
    } catch (ObjectStoreException e) {
      throw e.reason() == ObjectStoreException.Reason.NOT_FOUND
          ? MetadataException.conflict("a file was replaced while it was read: try again")
          : e;
    }
  }

  private static Evidence none() {
    return Evidence.unsigned(
        "the version is not signed: attach a signature, or store it as model.sig among its files");
  }

  /** The one that was attached, or the one among the files. */
  private Optional<String> bundle(SignedContent content) {
    return Optional.ofNullable(content.bundle()).or(() -> content.signatureFile().map(this::text));
  }

  private String text(StoredFile file) {
    if (file.size() > ModelBundle.MAX_LENGTH) {
      throw MetadataException.badInput(
          "model.sig has more than " + ModelBundle.MAX_LENGTH + " bytes");
    }
    return new String(objects.get(file.uri(), ModelBundle.MAX_LENGTH), StandardCharsets.UTF_8);
  }

  private Evidence check(SignedContent content, String text, List<TrustedKey> trusted) {
    ModelBundle bundle = reader.bundle(text);
    Optional<TrustedKey> key = trusted.stream().filter(it -> it.hasSigned(bundle)).findFirst();
    if (key.isEmpty()) {
      String names = trusted.stream().map(TrustedKey::name).collect(Collectors.joining(", "));
      return Evidence.unsigned("the signature was made with none of the trusted keys: " + names);
    }
    String statement = Digests.sha256(bundle.payload());
    return difference(content, reader.statement(bundle))
        .map(why -> Evidence.unsigned("%s (signed by %s)".formatted(why, key.get().name())))
        .orElseGet(() -> Evidence.signed(key.get().name(), statement));
  }

  private Optional<String> difference(SignedContent content, SignedStatement statement) {
    if (content.directory() == null) {
      return ofObject(content, statement);
    }
    if (content.files().size() > SignedStatement.MAX_FILES) {
      return Optional.of("the version has more than " + SignedStatement.MAX_FILES + " files");
    }
    Map<String, String> stored = new TreeMap<>();
    content.files().forEach(it -> stored.put(content.relative(it), sha256(it)));
    return statement.difference(stored);
  }

  /** What a version points to that is one object, as tasks store it. */
  private static Optional<String> ofObject(SignedContent content, SignedStatement statement) {
    String digest = content.artifact().digest();
    boolean known = content.artifact().isObject() && Digests.isSha256(digest);
    return known
        ? statement.difference(digest.substring(SHA256.length()))
        : Optional.of("the bytes of the version are not kept here, so nobody can compare them");
  }

  /** Files that came in parts are read once: their digest is remembered then. */
  private String sha256(StoredFile file) {
    String digest = file.digest();
    if (!Digests.isSha256(digest)) {
      digest = read(file);
      files.digested(file, digest);
    }
    return digest.substring(SHA256.length());
  }

  private String read(StoredFile file) {
    MessageDigest sha256 = Digests.newSha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream bytes = large.open(file.uri(), 0, file.size())) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new ObjectStoreException(
          file.uri(), ObjectStoreException.Reason.UNAVAILABLE, "its bytes broke off", e);
    }
    return Digests.sha256(sha256);
  }
}
