package dev.zeroflow.app.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long the disk takes to keep 8 kB: the floor under everything durable. */
final class FlushProbe {
  private static final int BLOCK = 8192;
  private static final int COUNT = 200;

  private FlushProbe() {}

  /** Median of 200 flushes in milliseconds. */
  static double medianMillis(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "flush", ".probe");
    var millis = new double[COUNT];
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      for (int i = 0; i < COUNT; i++) {
        long start = System.nanoTime();
        channel.write(block.rewind(), 0);
        channel.force(false);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(millis);
    return millis[COUNT / 2];
  }
}
