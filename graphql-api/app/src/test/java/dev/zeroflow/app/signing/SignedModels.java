package dev.zeroflow.app.signing;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.signing.TrustedKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Signs lists of files as model_signing does, or almost. */
public final class SignedModels {
  private final KeyPair pair;
  private final String algorithm;

  private SignedModels(String curve, String algorithm) {
    this.algorithm = algorithm;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      this.pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static SignedModels p256() {
    return new SignedModels("secp256r1", "SHA256withECDSA");
  }

  static SignedModels p384() {
    return new SignedModels("secp384r1", "SHA384withECDSA");
  }

  public String pem() {
    String body = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  TrustedKey key(String name) {
    return new TrustedKey(name, pem());
  }

  /** The bundle of a statement about files, whose contents are given by path. */
  public String bundle(Map<String, String> files) {
    return bundle(statement(files).encode());
  }

  static JsonObject statement(Map<String, String> files) {
    MessageDigest all = Digests.newSha256();
    JsonArray resources = new JsonArray();
    new TreeMap<>(files)
        .forEach(
            (path, text) -> {
              String digest = Digests.sha256(text).substring("sha256:".length());
              all.update(HexFormat.of().parseHex(digest));
              resources.add(
                  new JsonObject()
                      .put("name", path)
                      .put("algorithm", "sha256")
                      .put("digest", digest));
            });
    var root = new JsonObject().put("sha256", Digests.sha256(all).substring("sha256:".length()));
    var serialization = new JsonObject().put("method", "files").put("hash_type", "sha256");
    return new JsonObject()
        .put("_type", "https://in-toto.io/Statement/v1")
        .put("subject", new JsonArray().add(new JsonObject().put("name", "m").put("digest", root)))
        .put("predicateType", "https://model_signing/signature/v1.0")
        .put(
            "predicate",
            new JsonObject().put("serialization", serialization).put("resources", resources));
  }

  String bundle(String statement) {
    byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
    String type = "application/vnd.in-toto+json";
    String head = "DSSEv1 " + type.length() + " " + type + " " + payload.length + " ";
    byte[] signature = sign(head.getBytes(StandardCharsets.UTF_8), payload);
    var base64 = Base64.getEncoder();
    return new JsonObject()
        .put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json")
        .put("verificationMaterial", new JsonObject())
        .put(
            "dsseEnvelope",
            new JsonObject()
                .put("payload", base64.encodeToString(payload))
                .put("payloadType", type)
                .put(
                    "signatures",
                    new JsonArray()
                        .add(new JsonObject().put("sig", base64.encodeToString(signature)))))
        .encode();
  }

  private byte[] sign(byte[]... parts) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      for (byte[] part : parts) {
        signature.update(part);
      }
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
