package dev.zeroflow.metadata.signing;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key whose signatures count.
 *
 * @param name for people, unique in its policy
 * @param pem {@code SubjectPublicKeyInfo} of an elliptic curve, as text
 */
public record TrustedKey(String name, String pem) {
  /** Most keys of a policy. */
  public static final int MAX_KEYS = 20;

  private static final int MAX_NAME = 100;
  private static final int MAX_PEM = 2_000;

  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  /** By the curve, as the DER of its number: what the format digests the signed bytes with. */
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "06082a8648ce3d030107", "SHA256withECDSA",
          "06052b81040022", "SHA384withECDSA",
          "06052b81040023", "SHA512withECDSA");

  /**
   * @throws MetadataException with BAD_INPUT if it is not such a key
   */
  public TrustedKey {
    Names.title("the name of a trusted key", name, MAX_NAME);
    algorithm(key(name, pem), name);
  }

  /** Refuses keys that could not be told apart. */
  public static void check(List<TrustedKey> keys) {
    if (keys.size() > MAX_KEYS) {
      throw MetadataException.badInput("a policy has at most " + MAX_KEYS + " trusted keys");
    }
    if (keys.stream().map(TrustedKey::name).distinct().count() < keys.size()) {
      throw MetadataException.badInput("the trusted keys of a policy must have different names");
    }
  }

  private static ECPublicKey key(String name, String pem) {
    Matcher form = PEM.matcher(pem);
    if (pem.length() > MAX_PEM || !form.matches()) {
      throw refused(name);
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(form.group(1));
      var spec = new X509EncodedKeySpec(bytes);
      return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw refused(name);
    }
  }

  private static String algorithm(ECPublicKey key, String name) {
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(key.getParams());
      String number = HexFormat.of().formatHex(curve.getEncoded());
      return Optional.ofNullable(ALGORITHMS.get(number)).orElseThrow(() -> refused(name));
    } catch (GeneralSecurityException | IOException e) {
      throw refused(name);
    }
  }

  private static MetadataException refused(String name) {
    return MetadataException.badInput(
        "the trusted key \"%s\" is not a public key in PEM of the curve P-256, P-384 or P-521"
            .formatted(name));
  }

  /** Whether one of the signatures of a bundle was made with its private key. */
  public boolean hasSigned(ModelBundle bundle) {
    return bundle.signatures().stream().anyMatch(it -> verifies(bundle.signedBytes(), it));
  }

  private boolean verifies(byte[] message, byte[] signature) {
    try {
      ECPublicKey key = key(name, pem);
      Signature check = Signature.getInstance(algorithm(key, name));
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException e) {
      // The bytes have not even the form of a signature.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has ECDSA", e);
    }
  }
}
