package dev.zeroflow.app.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftFoldersTest {
  @TempDir Path folder;

  @Test
  void theyGoAndTheHostsOwnStay() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("kept"), "x");
    Path work = folder.resolve("work");
    Files.createDirectories(work.resolve("step/deep"));
    Files.writeString(work.resolve("step/deep/file"), "x");
    Files.createSymbolicLink(work.resolve("step/link"), elsewhere);
    Files.createDirectories(work.resolve(".cache"));
    LeftFolders.remove(work);
    assertThat(work.resolve("step")).doesNotExist();
    assertThat(work.resolve(".cache")).isDirectory();
    assertThat(elsewhere.resolve("kept")).exists();
  }

  @Test
  void aFolderThatIsNotThereIsEmpty() throws IOException {
    LeftFolders.remove(folder.resolve("none"));
    assertThat(folder).isEmptyDirectory();
  }
}
