package dev.zeroflow.app.egress;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host that may be called whatever its address.
 *
 * @param host in lower case
 * @param port null for every port
 */
public record AllowedHost(String host, @Nullable Integer port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

  /**
   * Reads {@code host} or {@code host:port}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static AllowedHost of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "%s has an entry that is not host or host:port: \"%s\""
              .formatted(EgressGuard.SETTING, text));
    }
    @Nullable String port = form.group(2);
    return new AllowedHost(
        form.group(1).toLowerCase(Locale.ROOT), port == null ? null : Integer.valueOf(port));
  }

  boolean matches(String name, int number) {
    return host.equals(name) && (port == null || port == number);
  }
}
