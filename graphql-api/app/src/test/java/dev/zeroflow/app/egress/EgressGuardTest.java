package dev.zeroflow.app.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.egress.EgressException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "open.example", List.of("1.1.1.1", "2606:4700::1111"),
          "both.example", List.of("1.1.1.1", "127.0.0.1"),
          "inside.example", List.of("10.0.0.7"),
          "localhost", List.of("127.0.0.1", "::1"));

  private static List<InetAddress> resolve(String host) throws UnknownHostException {
    if (host.matches("[0-9.]+|.*:.*")) {
      return List.of(InetAddress.ofLiteral(host));
    }
    List<String> found = NAMES.getOrDefault(host, List.of());
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found.stream().map(InetAddress::ofLiteral).toList();
  }

  private static EgressGuard guard(String... allowed) {
    return new EgressGuard(
        EgressGuardTest::resolve, Stream.of(allowed).map(AllowedHost::of).toList());
  }

  private static void refused(Reason reason, EgressGuard guard, String url, String message) {
    assertThatThrownBy(() -> guard.check(URI.create(url)))
        .isInstanceOfSatisfying(
            EgressException.class, it -> assertThat(it.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  @Test
  void whatEverybodyMayReachIsCalledAtTheAddressThatWasChecked() throws EgressException {
    assertThat(guard().check(URI.create("https://Open.Example/a%20b?c=d#e")))
        .isEqualTo(
            new EgressTarget(
                true, "open.example", 443, "/a%20b?c=d", InetAddress.ofLiteral("1.1.1.1")));
    assertThat(guard().check(URI.create("http://1.1.1.1:8080")))
        .isEqualTo(new EgressTarget(false, "1.1.1.1", 8080, "/", InetAddress.ofLiteral("1.1.1.1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "http://LOCALHOST:9000/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fd00::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://inside.example/",
        "http://both.example/"
      })
  void oneClosedAddressIsEnough(String url) {
    refused(Reason.REFUSED, guard(), url, "zeroflow.egress.allowed-hosts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://1.1.1.01/",
        "http://[fe80::1%25eth0]/",
        "http:///path",
        "http://a_b/"
      })
  void whatHasTwoMeaningsHasNone(String url) {
    refused(Reason.REFUSED, guard(), url, "one meaning");
  }

  @Test
  void onlyWebServersWithoutPasswordsAreCalled() {
    refused(Reason.REFUSED, guard(), "ftp://open.example/", "only http and https");
    refused(Reason.REFUSED, guard(), "file:///etc/passwd", "only http and https");
    refused(Reason.REFUSED, guard(), "mailto:a@open.example", "only http and https");
    refused(Reason.REFUSED, guard(), "http://ann:secret@open.example/", "password");
    refused(Reason.REFUSED, guard(), "http://open.example:0/", "port");
    refused(Reason.REFUSED, guard(), "http://open.example:70000/", "port");
  }

  @Test
  void anUnknownNameMayBeKnownLater() {
    refused(Reason.UNREACHABLE, guard(), "http://nowhere.example/", "has no address");
  }

  @Test
  void whatTheSettingsAllowIsCalled() throws EgressException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    EgressGuard all = guard("localhost");
    assertThat(all.check(URI.create("http://localhost:9000/")).address()).isEqualTo(loopback);
    refused(Reason.REFUSED, all, "http://127.0.0.1:9000/", "127.0.0.1:9000");
    EgressGuard one = guard("localhost:9000", "[::1]:80");
    assertThat(one.check(URI.create("http://Localhost:9000/")).address()).isEqualTo(loopback);
    assertThat(one.check(URI.create("http://[::1]/")).host()).isEqualTo("::1");
    refused(Reason.REFUSED, one, "http://localhost:9001/", "localhost (127.0.0.1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://a", "a:b", "a:1:2", "a/b", "*"})
  void aWrongSettingStopsTheServer(String text) {
    assertThatThrownBy(() -> AllowedHost.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zeroflow.egress.allowed-hosts");
  }
}
