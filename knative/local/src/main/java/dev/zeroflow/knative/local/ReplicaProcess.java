package dev.zeroflow.knative.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The operating system's side of a replica: process, port, working directory, output. */
final class ReplicaProcess {
  private static final int PROBE_LIMIT_MILLIS = 300;
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private final Process process;
  private final int port;
  private final Path directory;
  private final OutputDrain output;

  /** Descendants seen when the process was told to stop: later they cannot be found from it. */
  private volatile List<ProcessHandle> descendants = List.of();

  ReplicaProcess(Process process, int port, Path directory, OutputDrain output) {
    this.process = process;
    this.port = port;
    this.directory = directory;
    this.output = output;
  }

  int port() {
    return port;
  }

  /** Connects every few milliseconds until the process listens, ends, or its time is over. */
  void awaitReady(Duration limit, Duration interval)
      throws StartFailedException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!listens()) {
      if (!process.isAlive()) {
        throw new StartFailedException(ending());
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailedException("was not ready after " + limit + output.lastLines());
      }
      Thread.sleep(interval);
    }
  }

  /** Waits for the end of the process. */
  void awaitExit() throws InterruptedException {
    process.waitFor();
  }

  /** Whether the process ends within a moment; a lost connection is often seen before its cause. */
  boolean endsWithin(Duration moment) {
    try {
      return process.waitFor(moment.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How an ended process ended, with its last lines. */
  String ending() {
    return "ended with exit code " + process.exitValue() + output.lastLines();
  }

  /** SIGTERM, then after the grace SIGKILL; returns when the process has ended. */
  void stop(Duration grace) throws InterruptedException {
    descendants = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      kill();
    }
  }

  /** Ends whatever is left of the replica, and its working directory. */
  void cleanUp() {
    kill();
    // Nobody may believe it gone while the kernel still ends it.
    endsWithin(KILL_LIMIT);
    try {
      ReplicaDirectory.delete(directory);
    } catch (IOException e) {
      // Left for the next start of the runtime, which empties the whole folder.
      System.getLogger(ReplicaProcess.class.getName())
          .log(System.Logger.Level.WARNING, "cannot delete " + directory + ": " + e);
    }
  }

  private void kill() {
    Stream.concat(descendants.stream(), process.descendants())
        .forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private boolean listens() {
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, PROBE_LIMIT_MILLIS);
      // Without a listener the kernel may pick the same port for our side and connect us to us.
      return socket.getLocalPort() != port;
    } catch (IOException e) {
      return false;
    }
  }
}
