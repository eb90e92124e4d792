package dev.zeroflow.tasks.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.OutputArtifact;
import dev.zeroflow.contract.UploadRequest;
import dev.zeroflow.contract.UploadTicket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The part of a control plane and an object store that functions see, in memory on a loopback port.
 * The rehearsal and the tests call functions against it.
 */
public final class LoopbackPlane implements AutoCloseable {
  private static final String OBJECTS = "/objects/";
  private static final String BUCKET = "s3://loopback/";

  private final ObjectMapper json;
  private final UnaryOperator<String> graphql;
  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final List<String> logs = new CopyOnWriteArrayList<>();

  /**
   * Listens on a free port.
   *
   * @param graphql answers the body of a GraphQL request
   */
  public LoopbackPlane(ObjectMapper json, UnaryOperator<String> graphql) throws IOException {
    this.json = json;
    this.graphql = graphql;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(ControlPlane.UPLOADS, this::upload);
    server.createContext(ControlPlane.LOGS, this::log);
    server.createContext(ControlPlane.GRAPHQL, this::graphql);
    server.createContext(OBJECTS, this::object);
    server.start();
  }

  /** Base address of the control plane. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Stores bytes and returns the artifact that a task can take as input. */
  public InputArtifact store(String key, String type, byte[] content) {
    objects.put(key, content);
    return input(
        key, type, new OutputArtifact(BUCKET + key, sha256(content), content.length, Map.of()));
  }

  /** The output of one task as an input of the next. */
  public InputArtifact input(String id, String type, OutputArtifact output) {
    String key = output.uri().substring(BUCKET.length());
    return new InputArtifact(
        id,
        id,
        type,
        output.uri(),
        output.digest(),
        output.size(),
        output.metadata(),
        address() + OBJECTS + key);
  }

  /** The bytes of an output, as text. */
  public String text(OutputArtifact output) {
    byte[] content = objects.get(output.uri().substring(BUCKET.length()));
    if (content == null) {
      throw new IllegalArgumentException("nothing is stored at " + output.uri());
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Bodies that were posted as log lines. */
  public List<String> logs() {
    return logs;
  }

  private void upload(HttpExchange exchange) throws IOException {
    UploadRequest request =
        json.readValue(exchange.getRequestBody().readAllBytes(), UploadRequest.class);
    String key = request.output() + "-" + objects.size();
    var ticket =
        new UploadTicket(
            BUCKET + key, address() + OBJECTS + key, Map.of("Content-Type", request.contentType()));
    answer(exchange, 200, json.writeValueAsBytes(ticket));
  }

  private void log(HttpExchange exchange) throws IOException {
    logs.add(body(exchange));
    answer(exchange, 204, new byte[0]);
  }

  private void graphql(HttpExchange exchange) throws IOException {
    answer(exchange, 200, graphql.apply(body(exchange)).getBytes(StandardCharsets.UTF_8));
  }

  private void object(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().substring(OBJECTS.length());
    if (exchange.getRequestMethod().equals("PUT")) {
      objects.put(key, exchange.getRequestBody().readAllBytes());
      answer(exchange, 200, new byte[0]);
      return;
    }
    byte[] content = objects.get(key);
    exchange.getResponseHeaders().add("ETag", "\"" + key + "\"");
    answer(exchange, content == null ? 404 : 200, content == null ? new byte[0] : content);
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String sha256(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
