package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.signing.TrustedKey;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** A public key whose signatures are to count. */
@Input("TrustedKeyInput")
@Description("A public key whose signatures are to count.")
public record TrustedKeyInput(
    @NonNull @Description("Name for people, unique in its policy.") String name,
    @NonNull @Description("PEM of a public key of the curve P-256, P-384 or P-521.") String pem) {
  TrustedKey key() {
    return new TrustedKey(name, pem);
  }
}
