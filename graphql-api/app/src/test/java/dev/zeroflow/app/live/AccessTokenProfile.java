package dev.zeroflow.app.live;

import dev.zeroflow.app.graphql.GraphqlProfile;
import java.util.HashMap;
import java.util.Map;

/** A server that asks everybody for a token. */
public final class AccessTokenProfile extends GraphqlProfile {
  static final String TOKEN = "an access token of a test, long enough";

  @Override
  public Map<String, String> getConfigOverrides() {
    var overrides = new HashMap<>(super.getConfigOverrides());
    overrides.put("zeroflow.access-token", TOKEN);
    return overrides;
  }
}
