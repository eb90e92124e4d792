package dev.zeroflow.knative.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path directory;
  private Path jar;
  private JavaImage image;

  @BeforeEach
  void makeJar() throws IOException {
    jar = directory.resolve("app.jar");
    writeJar(false);
    image = JavaImage.of(jar, "64m", directory.resolve("caches"));
  }

  @Test
  void aTrainedCacheIsUsedAndLeavesTheOutputAlone() throws Exception {
    assertThat(image.command()).noneMatch(argument -> argument.startsWith("-XX:AOTCache"));

    var training = image.train(PATIENCE);

    assertThat(training.succeeded()).as(training.detail()).isTrue();
    assertThat(image.command()).contains("-XX:AOTCache=" + image.cache().file());
    assertThat(outputOf(image)).isEqualTo("sum 45\n");
    assertThat(image.withoutCache().command()).noneMatch(a -> a.startsWith("-XX:AOTCache"));
  }

  @Test
  void aCacheThatDoesNotFitIsIgnoredInSilence() throws Exception {
    Files.createDirectories(image.cache().file().getParent());
    Files.writeString(image.cache().file(), "this is no cache");

    assertThat(image.command()).contains("-XX:AOTCache=" + image.cache().file());
    assertThat(outputOf(image)).isEqualTo("sum 45\n");
  }

  @Test
  void aChangedJarNeedsANewCacheAndTheOldOneIsDeleted() throws Exception {
    image.train(PATIENCE);
    Path old = image.cache().file();

    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

    assertThat(image.cache().isFresh()).isFalse();
    assertThat(image.train(PATIENCE).succeeded()).isTrue();
    assertThat(old).doesNotExist();
  }

  @Test
  void aFailedTrainingIsReportedWithItsLastLinesAndLeavesNothing() throws Exception {
    writeJar(true);

    var training = image.train(PATIENCE);

    assertThat(training.succeeded()).isFalse();
    assertThat(training.detail()).contains("exit code 1").contains("cannot train");
    assertThat(directory.resolve("caches")).isEmptyDirectory();
  }

  private static String outputOf(JavaImage image) throws Exception {
    var process = new ProcessBuilder(image.command()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private void writeJar(boolean failing) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Trainable.class.getName());
    String classFile = Trainable.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var code = Trainable.class.getResourceAsStream("/" + classFile)) {
      out.putNextEntry(new JarEntry(classFile));
      code.transferTo(out);
      if (failing) {
        out.putNextEntry(new JarEntry("fail"));
      }
    }
  }
}
