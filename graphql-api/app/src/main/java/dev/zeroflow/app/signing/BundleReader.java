package dev.zeroflow.app.signing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.signing.ModelBundle;
import dev.zeroflow.metadata.signing.SignedStatement;
import dev.zeroflow.metadata.signing.SignedStatement.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads bundles of Sigstore with a statement of the OpenSSF's Model Signing 1.0 in them. What it
 * does not know it refuses: a statement is only worth something if all of it is understood.
 */
public final class BundleReader {
  private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String STATEMENT = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE = "https://model_signing/signature/v1.0";
  private static final int MAX_DEPTH = 20;
  private static final int MAX_SHOWN = 100;

  private final ObjectMapper json =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(ModelBundle.MAX_LENGTH)
                          .build())
                  // Two readers of one text must not see two statements.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * The bundle, which proves nothing yet.
   *
   * @throws MetadataException with BAD_INPUT if it is none
   */
  public ModelBundle bundle(String text) {
    if (text.length() > ModelBundle.MAX_LENGTH) {
      throw wrong("it is longer than " + ModelBundle.MAX_LENGTH + " characters");
    }
    JsonNode bundle = read(text);
    expect(bundle.path("mediaType"), MEDIA_TYPE);
    JsonNode envelope = bundle.path("dsseEnvelope");
    expect(envelope.path("payloadType"), ModelBundle.PAYLOAD_TYPE);
    List<byte[]> signatures = new ArrayList<>();
    envelope.path("signatures").forEach(it -> signatures.add(bytes(it.path("sig"))));
    return new ModelBundle(bytes(envelope.path("payload")), signatures);
  }

  /**
   * What a bundle says, to be asked for once its signature is proven.
   *
   * @throws MetadataException with BAD_INPUT if it is no statement about the files of a model
   */
  public SignedStatement statement(ModelBundle bundle) {
    JsonNode statement = read(new String(bundle.payload(), StandardCharsets.UTF_8));
    expect(statement.path("_type"), STATEMENT);
    expect(statement.path("predicateType"), PREDICATE);
    JsonNode serialization = statement.path("predicate").path("serialization");
    expect(serialization.path("method"), "files");
    expect(serialization.path("hash_type"), "sha256");
    JsonNode subjects = statement.path("subject");
    if (subjects.size() != 1) {
      throw wrong("it has " + subjects.size() + " subjects, and not one");
    }
    String root = subjects.path(0).path("digest").path("sha256").asText();
    return SignedStatement.of(resources(statement.path("predicate").path("resources")), root);
  }

  private static List<Resource> resources(JsonNode listed) {
    List<Resource> resources = new ArrayList<>();
    for (JsonNode it : listed) {
      expect(it.path("algorithm"), "sha256");
      resources.add(new Resource(it.path("name").asText(), it.path("digest").asText()));
    }
    return resources;
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw wrong("it is not the JSON that it should be");
    }
  }

  private static void expect(JsonNode field, String value) {
    if (!field.isTextual() || !field.textValue().equals(value)) {
      String found = field.asText();
      throw wrong(
          "it has \"%s\" where \"%s\" is expected"
              .formatted(found.substring(0, Math.min(found.length(), MAX_SHOWN)), value));
    }
  }

  private static byte[] bytes(JsonNode field) {
    try {
      return Base64.getDecoder().decode(field.asText());
    } catch (IllegalArgumentException e) {
      throw wrong("it has something else where base64 is expected");
    }
  }

  private static MetadataException wrong(String why) {
    return MetadataException.badInput(
        "this is no signature of the OpenSSF's Model Signing 1.0: " + why);
  }
}
