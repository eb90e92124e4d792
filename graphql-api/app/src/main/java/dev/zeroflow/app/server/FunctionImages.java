package dev.zeroflow.app.server;

import dev.zeroflow.app.embedded.StartupException;
import dev.zeroflow.knative.local.AotCache;
import dev.zeroflow.knative.local.JavaImage;
import dev.zeroflow.knative.local.LocalImage;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.port.Scale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The handler images of this project: on this machine jars in the checkout, each with its AOT
 * cache; on a cluster what is said to be pulled.
 */
final class FunctionImages {
  private static final System.Logger LOG = System.getLogger(FunctionImages.class.getName());
  private static final Duration TRAINING_TIME = Duration.ofMinutes(2);
  private static final Duration START_TIME = Duration.ofSeconds(60);
  private static final int QUEUE_LIMIT = 10_000;

  private final ServerConfig config;
  private final Map<String, JavaImage> images = new LinkedHashMap<>();
  private final Map<String, String> digests = new LinkedHashMap<>();

  FunctionImages(ServerConfig config) {
    this.config = config;
    if (config.runtime() == ServerConfig.Runtime.CLUSTER) {
      name("tasks", config.cluster().tasksImage());
      name("inference", config.cluster().inferenceImage());
    } else {
      add("tasks");
      add("inference");
    }
  }

  /** On a cluster an image is what can be pulled under its name. */
  private void name(String module, Optional<String> pulled) {
    digests.put(
        image(module),
        pulled.orElseThrow(
            () ->
                new StartupException(
                    "functions on a cluster need zeroflow.cluster.%s-image".formatted(module))));
  }

  private void add(String module) {
    String version = config.functions().version();
    Path jar =
        config
            .home()
            .resolve(
                "functions/%1$s/target/zeroflow-functions-%1$s-%2$s-runner.jar"
                    .formatted(module, version));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "the function image " + jar + " is not built: run ./zeroflow up, which builds it");
    }
    Path caches = config.home().resolve(".zeroflow/aot");
    JavaImage image = JavaImage.of(jar, config.functions().heap(), caches);
    digests.put(image(module), digestOf(jar));
    images.put(image(module), config.functions().aot() ? image : image.withoutCache());
  }

  private static String digestOf(Path jar) {
    try {
      return RunClient.digest(Files.readAllBytes(jar));
    } catch (IOException e) {
      throw new UncheckedIOException("the function image " + jar + " cannot be read", e);
    }
  }

  String image(String module) {
    return "zeroflow/%s:%s".formatted(module, config.functions().version());
  }

  /** Names the content of an image: the digest of its jar; of an unknown image, its name. */
  String digest(String name) {
    return digests.getOrDefault(name, name);
  }

  /** What each image is by content, by name. */
  Map<String, String> digests() {
    return Map.copyOf(digests);
  }

  /** The image of the built-in tasks. */
  LocalImage tasks() {
    return Objects.requireNonNull(images.get(image(Wiring.TASKS)));
  }

  Map<String, LocalImage> all() {
    return Map.copyOf(images);
  }

  /**
   * Makes the caches that are missing; without one a function starts slower, so a failure is only
   * noted.
   */
  void train() {
    if (!config.functions().aot()) {
      return;
    }
    images.forEach(
        (name, image) -> {
          if (!image.cache().isFresh()) {
            LOG.log(Level.INFO, "Preparing the image {0} for fast starts (once)", name);
            AotCache.Training training = image.train(TRAINING_TIME);
            LOG.log(
                training.succeeded() ? Level.INFO : Level.WARNING,
                "Image {0}: {1}",
                name,
                training.succeeded()
                    ? "prepared in " + training.took().toMillis() + " ms"
                    : "starts without a cache: " + training.detail());
          }
        });
  }

  Scale taskScale() {
    return scale(config.functions().taskMaxScale(), config.functions().taskConcurrency());
  }

  /** One step to a pod: only so do the cluster's limits hold for each of them. */
  Scale clusterTaskScale() {
    return scale(config.cluster().taskMaxScale(), 1);
  }

  Scale inferenceScale() {
    return scale(config.functions().inferenceMaxScale(), config.functions().inferenceConcurrency());
  }

  private Scale scale(int max, int concurrency) {
    Duration window = config.functions().idleWindow();
    return new Scale(0, max, concurrency, window, Duration.ZERO, START_TIME, QUEUE_LIMIT);
  }
}
