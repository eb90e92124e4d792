package dev.zeroflow.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that holds everything a server keeps, used by one server at a time: {@code
 * layout-version}, {@code server.lock}, {@code ports.properties}, {@code secrets/}, and the folders
 * of the embedded parts. Only its owner may enter it.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LAYOUT_VERSION = "1";
  private static final String LAYOUT = "layout-version";
  private static final String LOCK = "server.lock";

  /** Made by whoever starts a server in the background. */
  private static final String SERVER_LOG = "server.log";

  private static final long LEAST_FREE_BYTES = 512L << 20;
  private static final int TOKEN_BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;
  private final FileChannel lock;
  private final SecureRandom random = new SecureRandom();

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a data directory, making it if it is not there.
   *
   * @throws StartupException if it holds something else, another server uses it, another version
   *     wrote it, its disk is full, or it cannot be written
   */
  public static DataDirectory open(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path, OWNER_FOLDER);
      requireOurs(path);
      // An existing folder may have been open to others.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      requireSpace(path, Files.getFileStore(path).getUsableSpace());
      FileChannel lock = lock(path);
      try {
        requireLayout(path);
        return new DataDirectory(path, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StartupException("cannot use data directory " + path + ": " + e, e);
    }
  }

  /** The folder itself, absolute. */
  public Path path() {
    return path;
  }

  /** A folder in it that only the owner may enter, made if it is not there. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name), OWNER_FOLDER);
    } catch (IOException e) {
      throw new StartupException("cannot make folder " + path.resolve(name) + ": " + e, e);
    }
  }

  /**
   * A secret of 64 hexadecimal digits, made at random when it is first asked for and then kept in
   * {@code secrets/<name>}, readable by the owner alone.
   */
  public synchronized String token(String name) {
    Path file = folder("secrets").resolve(checked(name));
    try {
      if (!Files.exists(file)) {
        write(file, HexFormat.of().formatHex(random(TOKEN_BYTES)));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new StartupException("cannot read or write secret " + file + ": " + e, e);
    }
  }

  /**
   * A port that is free on the loopback interface now: the one of last time, so that addresses
   * survive a restart, or a new one if another program has it.
   */
  public synchronized int rememberedPort(String name) {
    Path file = path.resolve("ports.properties");
    try {
      Properties ports = load(file);
      String last = ports.getProperty(checked(name), "0");
      String port = Integer.toString(freePort(Integer.parseInt(last)));
      if (!port.equals(last)) {
        ports.setProperty(name, port);
        write(file, asText(ports));
      }
      return Integer.parseInt(port);
    } catch (IOException | NumberFormatException e) {
      throw new StartupException("cannot use " + file + ", delete it and start again: " + e, e);
    }
  }

  /** Lets another server use the directory. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails if less is free than a first run needs. */
  static void requireSpace(Path path, long freeBytes) {
    if (freeBytes < LEAST_FREE_BYTES) {
      throw new StartupException(
          "only "
              + (freeBytes >> 20)
              + " MB are free for data directory "
              + path
              + ", free at least 512 MB or choose another directory");
    }
  }

  /** A folder that somebody chose by mistake is neither filled nor closed to others. */
  private static void requireOurs(Path path) throws IOException {
    if (Files.exists(path.resolve(LAYOUT)) || Files.exists(path.resolve(LOCK))) {
      return;
    }
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.anyMatch(entry -> !entry.endsWith(SERVER_LOG))) {
        throw new StartupException(
            path + " is not empty and no data directory: choose a new or an empty directory");
      }
    }
  }

  private static void requireLayout(Path path) throws IOException {
    Path file = path.resolve(LAYOUT);
    if (!Files.exists(file)) {
      write(file, LAYOUT_VERSION + "\n");
      return;
    }
    String found = Files.readString(file).strip();
    if (!found.equals(LAYOUT_VERSION)) {
      throw new StartupException(
          "data directory "
              + path
              + " has layout version "
              + found
              + " and this server needs "
              + LAYOUT_VERSION
              + ": start the server that wrote it, or choose another directory");
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path.resolve(LOCK), Set.of(CREATE, WRITE), OWNER_FILE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // The other server runs in this very JVM.
      System.getLogger(DataDirectory.class.getName()).log(System.Logger.Level.DEBUG, "locked", e);
    }
    channel.close();
    throw new StartupException(
        "another server already uses " + path + ", stop it first or choose another directory");
  }

  private static int freePort(int wanted) throws IOException {
    try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wanted == 0) {
        throw e;
      }
      return freePort(0);
    }
  }

  /** Whole or not at all, and never readable by others, not even for a moment. */
  private static void write(Path file, String text) throws IOException {
    Path made = Files.createTempFile(file.getParent(), ".new", "", OWNER_FILE);
    Files.write(made, text.getBytes(UTF_8));
    Files.move(made, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static Properties load(Path file) throws IOException {
    var ports = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        ports.load(in);
      }
    }
    return ports;
  }

  private static String asText(Properties ports) {
    var lines = new StringBuilder();
    for (String name : ports.stringPropertyNames()) {
      lines.append(name).append('=').append(ports.getProperty(name)).append('\n');
    }
    return lines.toString();
  }

  private byte[] random(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a plain name: " + name);
    }
    return name;
  }
}
