package dev.zeroflow.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path temporary;

  @Test
  void aNewDirectoryIsForItsOwnerOnly() throws IOException {
    try (var data = DataDirectory.open(directory())) {
      assertThat(permissions(data.path())).isEqualTo("rwx------");
      assertThat(data.path().resolve("layout-version")).hasContent("1\n");
    }
  }

  @Test
  void anExistingEmptyDirectoryIsClosedToOthers() throws IOException {
    Path open = Files.createDirectories(directory());
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

    DataDirectory.open(open).close();

    assertThat(permissions(open)).isEqualTo("rwx------");
  }

  @Test
  void aDirectoryOfSomethingElseIsLeftAlone() throws IOException {
    Path foreign = Files.createDirectories(directory());
    Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createFile(foreign.resolve("thesis.tex"));

    assertThatThrownBy(() -> DataDirectory.open(foreign))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("not empty")
        .hasMessageContaining("choose");
    assertThat(permissions(foreign)).isEqualTo("rwxr-xr-x");
    assertThat(foreign).isDirectoryNotContaining("glob:**server.lock");
  }

  @Test
  void anotherLayoutIsRefusedWithWhatToDo() throws IOException {
    DataDirectory.open(directory()).close();
    Files.writeString(directory().resolve("layout-version"), "7\n");

    assertThatThrownBy(() -> DataDirectory.open(directory()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("layout version 7")
        .hasMessageContaining("choose another directory");
  }

  @Test
  void aDirectoryServesOneServerAtATime() {
    try (var first = DataDirectory.open(directory())) {
      assertThatThrownBy(() -> DataDirectory.open(first.path()))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("another server already uses " + first.path());
    }

    DataDirectory.open(directory()).close();
  }

  @Test
  void aRefusedLayoutDoesNotKeepTheLock() throws IOException {
    DataDirectory.open(directory()).close();
    Files.writeString(directory().resolve("layout-version"), "7");
    assertThatThrownBy(() -> DataDirectory.open(directory())).isInstanceOf(StartupException.class);
    Files.writeString(directory().resolve("layout-version"), "1");

    DataDirectory.open(directory()).close();
  }

  @Test
  void tooLittleSpaceIsSaidInMegabytes() {
    assertThatThrownBy(() -> DataDirectory.requireSpace(Path.of("/data"), (512L << 20) - 1))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("511 MB")
        .hasMessageContaining("/data");
    DataDirectory.requireSpace(Path.of("/data"), 512L << 20);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(file.resolve("below").toString());
  }

  @Test
  void aTokenIsMadeOnceAndForTheOwnerOnly() throws IOException {
    String token;
    try (var data = DataDirectory.open(directory())) {
      token = data.token("events-token");
      assertThat(token).matches("[0-9a-f]{64}").isNotEqualTo(data.token("other"));
      Path file = data.path().resolve("secrets").resolve("events-token");
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    }
    try (var again = DataDirectory.open(directory())) {
      assertThat(again.token("events-token")).isEqualTo(token);
    }
  }

  @Test
  void aSecretCannotBeNamedOutOfItsFolder() {
    try (var data = DataDirectory.open(directory())) {
      assertThatIllegalArgumentException().isThrownBy(() -> data.token("../layout-version"));
    }
  }

  @Test
  void aPortIsRememberedWhileItIsFree() throws IOException {
    try (var data = DataDirectory.open(directory())) {
      int port = data.rememberedPort("s3");
      int other = data.rememberedPort("postgres");

      assertThat(data.rememberedPort("s3")).isEqualTo(port);
      try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(data.rememberedPort("s3")).isNotEqualTo(taken.getLocalPort());
      }
      assertThat(data.rememberedPort("postgres")).isEqualTo(other);
    }
  }

  private Path directory() {
    return temporary.resolve("a").resolve("data");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
