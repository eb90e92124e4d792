package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Gate.Against;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a figure is compared with. */
@Enum("GateAgainst")
@Description("What a figure is compared with.")
public enum ApiAgainst {
  @Description("The threshold itself.")
  THRESHOLD,
  @Description(
      "The figure of the version that the alias points to, with the threshold on top; passes if there is none.")
  CURRENT;

  static ApiAgainst of(Against it) {
    return valueOf(it.name());
  }

  Against stored() {
    return Against.valueOf(name());
  }
}
