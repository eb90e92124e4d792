package dev.zeroflow.app.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of steps that nobody has taken away, because their host was killed. */
final class LeftFolders {
  private LeftFolders() {}

  /**
   * Removes them; follows no links. What begins with a dot is the host's own and stays.
   *
   * @param work folder of all steps; need not exist
   */
  static void remove(Path work) throws IOException {
    if (!Files.isDirectory(work)) {
      return;
    }
    for (Path folder : list(work)) {
      if (!folder.getFileName().toString().startsWith(".")) {
        delete(folder);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
