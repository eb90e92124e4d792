package dev.zeroflow.knative.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that only this user may enter: one for all replicas, one below it for each. */
public final class ReplicaDirectory {
  private ReplicaDirectory() {}

  /** The folder for all replicas, without what a killed server left in it. */
  public static Path emptied(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      delete(directory);
    }
    Files.createDirectories(directory.toAbsolutePath().getParent());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return Files.createDirectory(directory, ownerOnly);
  }

  /** Deletes a folder and all below it; follows no links. */
  public static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
