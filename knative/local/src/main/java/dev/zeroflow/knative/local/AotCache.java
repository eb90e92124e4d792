package dev.zeroflow.knative.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The AOT cache (JEP 483, 514) of one jar on one JVM: where it lies, whether it is there, and how
 * it is made. Its file name holds a hash of all that invalidates it, so a file that exists is
 * fresh. Safe for many threads; two trainings at once waste time and nothing else.
 */
public final class AotCache {
  private static final int HASH_CHARS = 16;

  private final Path jar;
  private final Path directory;
  private final Path javaHome;

  /**
   * @param jar an executable jar
   * @param directory where caches lie; made when needed
   * @param javaHome home of the JVM that trains and runs the jar
   */
  public AotCache(Path jar, Path directory, Path javaHome) {
    this.jar = jar;
    this.directory = directory;
    this.javaHome = javaHome;
  }

  /**
   * Outcome of a training run.
   *
   * @param succeeded whether the cache is there now
   * @param took wall time
   * @param detail one sentence, with the last lines of the process if it failed
   */
  public record Training(boolean succeeded, Duration took, String detail) {}

  /** Where the cache of the jar as it is now lies, whether it exists or not. */
  public Path file() {
    return directory.resolve(prefix() + fingerprint() + ".aot");
  }

  /** Whether a cache for this jar on this JVM exists. */
  public boolean isFresh() {
    return Files.isRegularFile(jar) && Files.isRegularFile(file());
  }

  /** Runs the jar once to record its classes; the cache appears at its place only when complete. */
  Training train(List<String> launcher, Duration limit) {
    long started = System.nanoTime();
    try {
      Files.createDirectories(directory);
      Path made = Files.createTempFile(directory, "training", ".aot");
      try {
        String detail = record(launcher, made, limit);
        return new Training(isFresh(), since(started), detail);
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      return new Training(false, since(started), "training of " + jar + " failed: " + e);
    }
  }

  private String record(List<String> launcher, Path made, Duration limit) throws IOException {
    var command = new ArrayList<>(launcher);
    command.add("-XX:AOTCacheOutput=" + made);
    command.add("-Dzeroflow.train=true");
    command.addAll(List.of("-jar", jar.toString()));
    Path place = file();
    var run = TrainingProcess.run(command, directory, limit);
    if (!run.succeeded() || Files.size(made) == 0) {
      return "training of " + jar + " failed: " + run.detail();
    }
    Files.move(made, place, ATOMIC_MOVE);
    deleteOthers(place);
    return "trained " + place.getFileName() + ", " + Files.size(place) / 1_000_000 + " MB";
  }

  private void deleteOthers(Path place) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path old : files.filter(f -> isOlder(f, place)).toList()) {
        Files.deleteIfExists(old);
      }
    }
  }

  private boolean isOlder(Path file, Path place) {
    String name = file.getFileName().toString();
    boolean ours =
        name.startsWith(prefix())
            && name.endsWith(".aot")
            && name.length() == place.getFileName().toString().length();
    return ours && !file.equals(place);
  }

  private String prefix() {
    return jar.getFileName() + "-";
  }

  private String fingerprint() {
    try {
      Path release = javaHome.resolve("release");
      String text =
          String.join(
              "\n",
              jar.toAbsolutePath().toString(),
              Long.toString(Files.size(jar)),
              Files.getLastModifiedTime(jar).toString(),
              javaHome.toString(),
              Files.exists(release) ? Files.readString(release) : "");
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
