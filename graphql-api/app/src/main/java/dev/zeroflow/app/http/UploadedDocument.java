package dev.zeroflow.app.http;

import dev.zeroflow.scheduler.spec.PipelineParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Reads an uploaded pipeline document, never more of it than the parser accepts. */
public final class UploadedDocument {
  private UploadedDocument() {}

  /**
   * The bytes, cut one byte after the limit so that the parser sees that it was passed.
   *
   * @param part name of the part, for the message
   * @throws HttpFailure with 400 if the part is missing
   */
  public static byte[] read(@Nullable FileUpload upload, String part) {
    if (upload == null) {
      throw HttpFailure.badInput(
          "the form has no file '" + part + "'; send it with -F " + part + "=@FILE");
    }
    try (InputStream in = Files.newInputStream(upload.uploadedFile())) {
      return in.readNBytes(PipelineParser.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
