package dev.zeroflow.scheduler.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Documents that the KFP SDK compiled from the pipelines in {@code src/test/pipelines}. */
public final class Corpus {
  private static final Path FOLDER = Path.of("src", "test", "resources", "corpus");

  private Corpus() {}

  /** Names of all documents; only for tests of this module, which run in its folder. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One document. */
  public static byte[] document(String name) {
    try (InputStream document = Corpus.class.getResourceAsStream("/corpus/" + name + ".yaml")) {
      return Objects.requireNonNull(document, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One document, read. */
  public static PipelineSpec pipeline(String name) {
    return PipelineParser.parse(document(name));
  }
}
