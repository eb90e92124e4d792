package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.FunctionSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts processes of replicas, each with its own port, environment and working directory. */
final class ReplicaLauncher {
  private static final int PORT_TRIES = 100;

  private final LocalRuntimeConfig config;
  private final FunctionOutput output;
  private final Path directory;
  private final AtomicInteger started = new AtomicInteger();
  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

  ReplicaLauncher(LocalRuntimeConfig config, FunctionOutput output, Path directory) {
    this.config = config;
    this.output = output;
    this.directory = directory;
  }

  /** Starts a process; it is not ready yet. */
  ReplicaProcess launch(FunctionSpec spec, int revision) throws StartFailedException {
    List<String> command = command(spec.image());
    String revisionName = String.format(Locale.ROOT, "%s-%05d", spec.name(), revision);
    String replica = revisionName + "-" + started.incrementAndGet();
    try {
      Path work = Files.createTempDirectory(directory, replica + "-");
      int port = reservePort();
      var builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
      var environment = ReplicaEnvironment.of(spec, revisionName, port, System.getenv());
      builder.environment().clear();
      builder.environment().putAll(environment);
      return started(builder, spec.name(), replica, port, work);
    } catch (IOException e) {
      throw new StartFailedException("cannot run " + command.getFirst() + ": " + e.getMessage());
    }
  }

  /** Gives the port of an ended replica back. */
  void ended(ReplicaProcess process) {
    ports.remove(process.port());
  }

  private ReplicaProcess started(
      ProcessBuilder builder, String function, String replica, int port, Path work)
      throws IOException {
    try {
      // Standard input stays an open pipe: when this JVM dies, however, the replica reads its end.
      Process process = builder.start();
      var drain =
          new OutputDrain(process.getInputStream(), line -> output.line(function, replica, line));
      return new ReplicaProcess(process, port, work, drain);
    } catch (IOException e) {
      ports.remove(port);
      Files.deleteIfExists(work);
      throw e;
    }
  }

  private List<String> command(String image) throws StartFailedException {
    LocalImage known = config.images().get(image);
    if (known == null) {
      throw new StartFailedException(
          "image "
              + image
              + " is not known on this machine; known are "
              + new TreeSet<>(config.images().keySet()));
    }
    return known.command();
  }

  /** A port that is free now, and that no other replica was given. */
  private int reservePort() throws IOException {
    for (int i = 0; i < PORT_TRIES; i++) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (ports.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      }
    }
    throw new IOException("no free port on the loopback interface");
  }
}
