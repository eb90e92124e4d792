package dev.zeroflow.app.kfp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.scheduler.spec.PipelineParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class PipelinePackageTest {
  private static final byte[] DOCUMENT = bytes("a: 1");
  private static final byte[] LARGE = new byte[PipelineParser.MAX_BYTES + 1];

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }

  private static byte[] tar(Map<String, byte[]> entries) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new GZIPOutputStream(out)) {
      for (var entry : new TreeMap<>(entries).entrySet()) {
        tarEntry(tar, entry.getKey(), '0', entry.getValue());
      }
      tar.write(new byte[1024]);
    }
    return out.toByteArray();
  }

  private static void tarEntry(GZIPOutputStream tar, String name, char type, byte[] content)
      throws IOException {
    byte[] header = new byte[512];
    System.arraycopy(bytes(name), 0, header, 0, name.length());
    byte[] size = bytes(String.format(Locale.ROOT, "%011o", content.length));
    System.arraycopy(size, 0, header, 124, size.length);
    header[156] = (byte) type;
    tar.write(header);
    tar.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
  }

  private static byte[] read(String name, byte[] content) {
    return PipelinePackage.document(name, content);
  }

  private static void refused(String name, byte[] content, String words) {
    assertThatThrownBy(() -> read(name, content))
        .isInstanceOf(HttpFailure.class)
        .hasMessageContaining(words);
  }

  @Test
  void aDocumentIsItself() {
    for (String name : new String[] {"a.yaml", "A.YML", "b.json"}) {
      assertThat(read(name, DOCUMENT)).isSameAs(DOCUMENT);
    }
    refused("a.txt", DOCUMENT, "ends with");
    refused("a.yaml", LARGE, "larger than the 32 MB");
  }

  @Test
  void anArchiveHoldsTheDocumentOfTheRightNameOrTheOnlyOne() throws IOException {
    var two = Map.of("pipeline.yaml", DOCUMENT, "other.yaml", bytes("x"), "readme.md", bytes("y"));
    assertThat(read("a.zip", zip(two))).isEqualTo(DOCUMENT);
    assertThat(read("a.tar.gz", tar(two))).isEqualTo(DOCUMENT);
    var one = Map.of("folder/any.yml", DOCUMENT, "readme.md", bytes("y"));
    assertThat(read("a.zip", zip(one))).isEqualTo(DOCUMENT);
    assertThat(read("a.TGZ", tar(one))).isEqualTo(DOCUMENT);
    var unclear = Map.of("a.yaml", DOCUMENT, "b.yaml", DOCUMENT);
    refused("a.zip", zip(unclear), "[a.yaml, b.yaml]");
    refused("a.tgz", tar(unclear), "[a.yaml, b.yaml]");
    refused("a.tgz", tar(Map.of()), "none");
  }

  @Test
  void entriesOutsideOfTheArchiveAreRefused() throws IOException {
    for (String name :
        new String[] {"../p.yaml", "a/../../p.yaml", "/p.yaml", "a\\p.yaml", "c:p.yaml"}) {
      refused("a.zip", zip(Map.of(name, DOCUMENT)), "outside");
      refused("a.tgz", tar(Map.of(name, DOCUMENT)), "outside");
    }
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
    var bomb = Map.of("pipeline.yaml", DOCUMENT, "zeros.bin", LARGE);
    refused("a.zip", zip(bomb), "larger than the 32 MB");
    refused("a.tgz", tar(bomb), "larger than the 32 MB");
    var many = new TreeMap<String, byte[]>();
    for (int i = 0; i <= PipelinePackage.MAX_ENTRIES; i++) {
      many.put(i + ".txt", new byte[0]);
    }
    refused("a.zip", zip(many), "entries");
    refused("a.tgz", tar(many), "entries");
  }

  @Test
  void brokenArchivesAreRefused() throws IOException {
    refused("a.zip", bytes("PK"), "none");
    refused("a.tgz", bytes("no gzip"), "cannot be read");
    byte[] cut = Arrays.copyOf(tar(Map.of("pipeline.yaml", new byte[5_000])), 60);
    refused("a.tgz", cut, "cannot be read");
    var noNumber = new ByteArrayOutputStream();
    try (var tar = new GZIPOutputStream(noNumber)) {
      byte[] header = new byte[512];
      header[0] = 'a';
      header[124] = '9';
      tar.write(header);
    }
    refused("a.tgz", noNumber.toByteArray(), "cannot be read");
  }

  @Test
  void longNamesAreReadFromTheirHeaders() throws IOException {
    for (char type : new char[] {'x', 'L'}) {
      String name = type == 'x' ? "14 mtime=1.50\n22 path=pipeline.yaml\n" : "pipeline.yaml\0";
      var out = new ByteArrayOutputStream();
      try (var tar = new GZIPOutputStream(out)) {
        tarEntry(tar, "header", type, bytes(name));
        tarEntry(tar, "short", '0', DOCUMENT);
        tarEntry(tar, "other.yaml", '0', bytes("x"));
      }
      assertThat(read("a.tgz", out.toByteArray())).isEqualTo(DOCUMENT);
    }
  }
}
