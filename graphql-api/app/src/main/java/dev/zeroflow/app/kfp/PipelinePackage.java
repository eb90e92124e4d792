package dev.zeroflow.app.kfp;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.scheduler.spec.PipelineParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Finds the pipeline document in an uploaded file: the file itself, or {@code pipeline.yaml} or the
 * only document of an archive. Nothing is written to a disk.
 */
final class PipelinePackage {
  /** Most entries of an archive. */
  static final int MAX_ENTRIES = 1_000;

  private static final int MAX_MEGABYTES = PipelineParser.MAX_BYTES >> 20;
  private static final List<String> DOCUMENTS = List.of(".yaml", ".yml", ".json");
  private static final String PREFERRED = "pipeline.yaml";

  private PipelinePackage() {}

  /**
   * The document.
   *
   * @param fileName whose ending says what the content is
   * @throws HttpFailure with 400 if there is none
   */
  static byte[] document(String fileName, byte[] content) {
    if (content.length > PipelineParser.MAX_BYTES) {
      throw tooLarge("the file");
    }
    String name = fileName.toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".zip")) {
        return chosen(zipped(content));
      }
      if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
        return chosen(tarred(content));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw HttpFailure.badInput("the archive cannot be read: " + e.getMessage());
    }
    if (DOCUMENTS.stream().noneMatch(name::endsWith)) {
      throw HttpFailure.badInput(
          "a package ends with .yaml, .yml, .json, .zip, .tar.gz or .tgz, not: " + fileName);
    }
    return content;
  }

  private static HttpFailure tooLarge(String what) {
    return HttpFailure.badInput(
        what + " is larger than the " + MAX_MEGABYTES + " MB that are accepted");
  }

  private static Map<String, byte[]> zipped(byte[] content) throws IOException {
    var found = new Found();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        found.add(entry.getName(), entry.isDirectory(), zip);
      }
    }
    return found.documents;
  }

  private static Map<String, byte[]> tarred(byte[] content) throws IOException {
    var found = new Found();
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      var tar = new TarReader(gzip);
      while (tar.next()) {
        found.add(tar.name(), !tar.isFile(), tar.content());
      }
    }
    return found.documents;
  }

  private static byte[] chosen(Map<String, byte[]> documents) {
    byte[] preferred = documents.get(PREFERRED);
    if (preferred != null) {
      return preferred;
    }
    if (documents.size() != 1) {
      throw HttpFailure.badInput(
          "an archive holds %s or one other document, and not %s"
              .formatted(PREFERRED, documents.isEmpty() ? "none" : documents.keySet()));
    }
    return documents.values().iterator().next();
  }

  /** What an archive holds, within limits: all that is unpacked counts, wanted or not. */
  private static final class Found {
    private final Map<String, byte[]> documents = new TreeMap<>();
    private int entries;
    private int left = PipelineParser.MAX_BYTES;

    void add(String name, boolean folder, InputStream content) throws IOException {
      if (++entries > MAX_ENTRIES) {
        throw HttpFailure.badInput("an archive has at most " + MAX_ENTRIES + " entries");
      }
      requireInside(name);
      byte[] bytes = content.readNBytes(left + 1);
      if (bytes.length > left) {
        throw tooLarge("what the archive holds");
      }
      left -= bytes.length;
      String plain = name.startsWith("./") ? name.substring(2) : name;
      if (!folder && DOCUMENTS.stream().anyMatch(plain.toLowerCase(Locale.ROOT)::endsWith)) {
        documents.put(plain, bytes);
      }
    }

    /** Nothing is unpacked to a place, but such a name is no accident. */
    private static void requireInside(String name) {
      boolean outside = name.startsWith("/") || name.contains("\\") || name.contains(":");
      if (outside || List.of(name.split("/")).contains("..")) {
        throw HttpFailure.badInput("the archive has an entry outside of it: " + name);
      }
    }
  }
}
