package dev.zeroflow.app.kfp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive in order: the formats ustar, GNU and PAX, as far as names and contents go.
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  /** Most bytes of what only says more about the next entry. */
  private static final int MAX_EXTENSION = 1 << 16;

  private final InputStream archive;
  private byte[] header = new byte[BLOCK];
  private String name = "";
  private long left;
  private long padding;

  TarReader(InputStream archive) {
    this.archive = archive;
  }

  /** Goes to the next entry; false at the end. */
  boolean next() throws IOException {
    String longName = null;
    while (true) {
      archive.skipNBytes(left + padding);
      header = archive.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        return false;
      }
      left = size();
      padding = (BLOCK - left % BLOCK) % BLOCK;
      switch (header[TYPE]) {
        case 'L' -> longName = text(extension(), 0, MAX_EXTENSION);
        case 'x' -> longName = path(extension(), longName);
        case 'g', 'K' -> extension();
        default -> {
          name = longName == null ? ownName() : longName;
          return true;
        }
      }
    }
  }

  String name() {
    return name;
  }

  boolean isFile() {
    return header[TYPE] == '0' || header[TYPE] == 0;
  }

  /** The content of the entry, to be read before the next one. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = archive.read(to, offset, (int) Math.min(length, left));
        if (count < 0) {
          throw new IOException("it ends within " + name);
        }
        left -= count;
        return count;
      }
    };
  }

  private byte[] extension() throws IOException {
    if (left > MAX_EXTENSION) {
      throw new IOException("a header is too large");
    }
    return content().readAllBytes();
  }

  private String ownName() {
    String own = text(header, 0, NAME);
    boolean ustar = text(header, MAGIC, 5).equals("ustar") && header[MAGIC + 5] == 0;
    String prefix = ustar ? text(header, PREFIX, PREFIX_LENGTH) : "";
    return prefix.isEmpty() ? own : prefix + "/" + own;
  }

  private long size() throws IOException {
    String octal = text(header, SIZE, SIZE_LENGTH).strip();
    if (!octal.matches("[0-7]{1,11}")) {
      throw new IOException("the size of an entry is not a number");
    }
    return Long.parseLong(octal, 8);
  }

  /** The path in records such as {@code 18 path=some/name}, each ended by a line feed. */
  private static @Nullable String path(byte[] records, @Nullable String otherwise)
      throws IOException {
    String path = otherwise;
    var in = new ByteArrayInputStream(records);
    while (in.available() > 0) {
      int length = 0;
      int digits = 0;
      for (int c = in.read(); c != ' '; c = in.read()) {
        if (c < '0' || c > '9' || ++digits > 6) {
          throw new IOException("a record of a header is broken");
        }
        length = length * 10 + c - '0';
      }
      int rest = Math.max(0, length - digits - 1);
      String record = new String(in.readNBytes(rest), StandardCharsets.UTF_8).stripTrailing();
      if (rest == 0) {
        throw new IOException("a record of a header is broken");
      }
      path = record.startsWith("path=") ? record.substring("path=".length()) : path;
    }
    return path;
  }

  private static String text(byte[] from, int offset, int length) {
    int end = offset;
    while (end < Math.min(from.length, offset + length) && from[end] != 0) {
      end++;
    }
    return new String(from, offset, end - offset, StandardCharsets.UTF_8);
  }
}
