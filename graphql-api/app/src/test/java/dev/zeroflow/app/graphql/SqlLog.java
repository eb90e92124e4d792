package dev.zeroflow.app.graphql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Counts the statements about metadata that Postgres has been sent since its creation. */
final class SqlLog {
  private static final String PROPERTY = "sql-log-of-test";
  private static final Pattern STATEMENT = Pattern.compile("LOG: +execute [^:]+:");

  private final int start = text().length();

  /** A new log; the class that the test sees may be loaded by somebody else. */
  static Path begin() throws IOException {
    Path log = Files.createTempFile(Path.of("target"), "postgres", ".log");
    System.setProperty(PROPERTY, log.toString());
    return log;
  }

  private static String text() {
    try {
      // The end of a file that grows may be half a character.
      byte[] bytes = Files.readAllBytes(Path.of(System.getProperty(PROPERTY)));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Schedules are looked after all the time, whatever a test asks. */
  long seen() {
    return STATEMENT
        .splitAsStream(text().substring(start))
        .skip(1)
        .filter(it -> it.contains("metadata.") && !it.contains("recurring_run"))
        .count();
  }
}
