package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.file.StoredFile;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a file, a part of it, or nothing if the caller has it already. Whatever it is, a
 * browser saves it and runs nothing of it.
 */
final class FileAnswer {
  private static final String ANY_BYTES = "application/octet-stream";

  /** Types that show something, and hold no program. */
  private static final Set<String> HARMLESS =
      Set.of(
          ANY_BYTES,
          "application/gzip",
          "application/json",
          "application/zip",
          "image/gif",
          "image/jpeg",
          "image/png",
          "image/webp",
          "text/csv",
          "text/plain");

  private final StoredFile file;
  private final HttpHeaders request;

  FileAnswer(StoredFile file, HttpHeaders request) {
    this.file = file;
    this.request = request;
  }

  /** The answer to GET. */
  Response with(LargeObjects objects) {
    if (etag().equals(request.getHeaderString("If-None-Match"))) {
      return headers(Response.status(304)).build();
    }
    Optional<ByteRange> asked = ByteRange.of(range(), file.size());
    if (asked.isPresent() && asked.get().length() == 0) {
      return headers(Response.status(416))
          .header("Content-Range", "bytes */" + file.size())
          .build();
    }
    ByteRange bytes = asked.orElse(new ByteRange(0, file.size()));
    var answer = headers(Response.status(asked.isPresent() ? 206 : 200));
    asked.ifPresent(it -> answer.header("Content-Range", it.contentRange(file.size())));
    return answer
        .header("Content-Length", bytes.length())
        .entity(objects.open(file.uri(), bytes.from(), bytes.length()))
        .build();
  }

  /** The answer to HEAD. */
  Response withoutBytes() {
    return headers(Response.ok()).header("Content-Length", file.size()).build();
  }

  /** A range of another version of the file is of no use to whoever has begun with that one. */
  private @Nullable String range() {
    String only = request.getHeaderString("If-Range");
    return only == null || only.equals(etag()) ? request.getHeaderString("Range") : null;
  }

  private String etag() {
    return '"' + file.digest().substring(file.digest().indexOf(':') + 1) + '"';
  }

  private Response.ResponseBuilder headers(Response.ResponseBuilder answer) {
    String name = file.path().text().substring(file.path().text().lastIndexOf('/') + 1);
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return answer
        .type(HARMLESS.contains(file.mediaType()) ? file.mediaType() : ANY_BYTES)
        .header("Accept-Ranges", "bytes")
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded)
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("ETag", etag())
        .header(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(file.storedAt().atOffset(ZoneOffset.UTC)))
        .header("X-Content-Type-Options", "nosniff");
  }

  /** The type as it is kept: without parameters, and not longer than any type is. */
  static String mediaType(@Nullable String header) {
    String type = header == null ? "" : List.of(header.split(";", 2)).getFirst().strip();
    return type.length() <= 100 && type.indexOf('\0') < 0 ? type : "";
  }
}
