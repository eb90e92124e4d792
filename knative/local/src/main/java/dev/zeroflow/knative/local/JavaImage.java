package dev.zeroflow.knative.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An image that is an executable jar with a flat class path (an AOT cache does not cover class
 * loaders of frameworks).
 *
 * @param java the {@code java} program
 * @param jar the jar
 * @param maxHeap value of {@code -Xmx}, e.g. {@code 256m}
 * @param cache AOT cache of the jar
 * @param useCache false starts without the cache even if there is one, to measure what it saves
 */
public record JavaImage(Path java, Path jar, String maxHeap, AotCache cache, boolean useCache)
    implements LocalImage {

  /** An image that runs on the JVM of this process and keeps its cache in a directory. */
  public static JavaImage of(Path jar, String maxHeap, Path cacheDirectory) {
    Path home = Path.of(System.getProperty("java.home"));
    Path java = home.resolve("bin").resolve("java");
    return new JavaImage(java, jar, maxHeap, new AotCache(jar, cacheDirectory, home), true);
  }

  /** The same image without its cache. */
  public JavaImage withoutCache() {
    return new JavaImage(java, jar, maxHeap, cache, false);
  }

  @Override
  public List<String> command() {
    List<String> command = launcher();
    if (useCache && cache.isFresh()) {
      command.add("-XX:AOTCache=" + cache.file());
      // A cache that does not fit only slows the start down: its warnings must not reach stdout.
      command.add("-Xlog:disable");
    }
    command.add("-jar");
    command.add(jar.toString());
    return List.copyOf(command);
  }

  /**
   * Makes the cache by one training run: the jar runs with {@code -Dzeroflow.train=true}, exercises
   * itself and exits. A failure is reported and harmless: replicas start without a cache.
   */
  public AotCache.Training train(Duration limit) {
    return cache.train(launcher(), limit);
  }

  /**
   * Start-up is bound by CPU, so the cheap compiler and collector win: on a quiet machine a small
   * Quarkus function takes 1.0 s with a cache alone and 0.7 s with these flags beside it. A cache
   * must be used with the flags it was trained with.
   */
  private List<String> launcher() {
    return new ArrayList<>(
        List.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx" + maxHeap,
            // Netty's use of Unsafe would print four lines of warning at each start.
            "--sun-misc-unsafe-memory-access=allow"));
  }
}
