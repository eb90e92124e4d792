package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.signing.TrustedKey;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A public key whose signatures count. */
@Type("TrustedKey")
@Description("A public key whose signatures count.")
public record ApiTrustedKey(
    @NonNull @Description("Name for people, unique in its policy.") String name,
    @NonNull @Description("PEM of a public key of the curve P-256, P-384 or P-521.") String pem) {
  static ApiTrustedKey of(TrustedKey it) {
    return new ApiTrustedKey(it.name(), it.pem());
  }
}
