package dev.zeroflow.knative.cluster.install;

import dev.zeroflow.knative.cluster.event.EventSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What the server is told by variables of its environment. */
final class ServerSettings {
  private ServerSettings() {}

  /** Everything that is no secret, in the order of the names. */
  static Map<String, String> plain(InstallSettings it) {
    var plain = new TreeMap<String, String>();
    plain.put("QUARKUS_HTTP_HOST", "0.0.0.0");
    plain.put("ZEROFLOW_ADDRESS", it.address());
    plain.put("ZEROFLOW_CLUSTER_INFERENCE_IMAGE", it.images().inference());
    plain.put("ZEROFLOW_CLUSTER_NAMESPACE", it.namespace());
    plain.put("ZEROFLOW_CLUSTER_TASKS_IMAGE", it.images().tasks());
    plain.put("ZEROFLOW_DATA", ServerDeployment.SCRATCH + "/data");
    if (it.eventing() != null) {
      plain.put("ZEROFLOW_EVENTS_AUDIENCE", EventSettings.AUDIENCE);
    }
    plain.put("ZEROFLOW_RUNTIME", "cluster");
    plain.put("ZEROFLOW_S3_ARTIFACTS", it.s3().artifacts());
    plain.put("ZEROFLOW_S3_ENDPOINT", it.s3().endpoint().toString());
    plain.put("ZEROFLOW_S3_REGION", it.s3().region());
    plain.put("ZEROFLOW_S3_UPLOADS", String.join(",", it.s3().uploads()));
    return plain;
  }

  /** Where each secret variable is kept. */
  static Map<String, InstallSettings.SecretKey> secret(InstallSettings it) {
    var secret = new TreeMap<String, InstallSettings.SecretKey>();
    secret.put("ZEROFLOW_POSTGRES_URL", it.postgresUrl());
    secret.put("ZEROFLOW_S3_ACCESS_KEY", key(it.s3().secret(), "access-key"));
    secret.put("ZEROFLOW_S3_SECRET_KEY", key(it.s3().secret(), "secret-key"));
    secret.put("ZEROFLOW_SECRET_KEY", key(it.serverSecret(), "secret-key"));
    secret.put("ZEROFLOW_EVENTS_TOKEN", key(it.serverSecret(), "events-token"));
    secret.put("ZEROFLOW_ACCESS_TOKEN", key(it.serverSecret(), "access-token"));
    return secret;
  }

  /** Differs whenever the settings do: pods are replaced then. */
  static String hash(Map<String, String> plain) {
    try {
      byte[] text = new TreeMap<>(plain).toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static InstallSettings.SecretKey key(String secret, String key) {
    return new InstallSettings.SecretKey(secret, key);
  }
}
