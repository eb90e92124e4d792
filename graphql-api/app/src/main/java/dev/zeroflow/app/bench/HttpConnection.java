package dev.zeroflow.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept connection to a server on this machine, as cheap as it can be: it shares the cores with
 * what is measured. Requests come ready made; of answers only the status and the length are read.
 */
final class HttpConnection implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int OK = 200;
  private static final int HEXADECIMAL = 16;

  /** How an answer of GraphQL begins that is none, although its status says so. */
  private static final byte[] ERRORS = "{\"errors\"".getBytes(ISO_8859_1);

  /** An answer that is none. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String answer) {
      super(answer);
    }
  }

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  HttpConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = socket.getOutputStream();
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @return the body
   * @throws Refused if the answer is not 200, or holds the errors of GraphQL
   */
  byte[] exchange(byte[] request) throws IOException {
    out.write(request);
    String status = line();
    byte[] body = body();
    if (Integer.parseInt(status.split(" ", -1)[1]) != OK || hasErrors(body)) {
      throw new Refused(status + ": " + new String(body, ISO_8859_1));
    }
    return body;
  }

  private static boolean hasErrors(byte[] body) {
    return body.length > ERRORS.length
        && Arrays.equals(body, 0, ERRORS.length, ERRORS, 0, ERRORS.length);
  }

  private byte[] body() throws IOException {
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      } else if (header.startsWith("transfer-encoding:")) {
        length = -1;
      }
    }
    return length >= 0 ? bytes(length) : chunks();
  }

  private byte[] chunks() throws IOException {
    var whole = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      whole.writeBytes(bytes(size));
      line();
    }
    line();
    return whole.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().split(";", -1)[0].strip(), HEXADECIMAL);
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server has closed the connection");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server has closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
