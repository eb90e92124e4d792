package dev.zeroflow.metadata.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.signing.SignedStatement.Resource;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedStatementTest {
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  private final SignedStatement statement = new SignedStatement(Map.of("a", ONE, "b/c", TWO));

  private static String root(String... digests) {
    MessageDigest all = Digests.newSha256();
    for (String it : digests) {
      all.update(HexFormat.of().parseHex(it));
    }
    return Digests.sha256(all).substring("sha256:".length());
  }

  @Test
  void theDigestOfAllIsThatOfTheList() {
    var listed = List.of(new Resource("a", ONE), new Resource("b/c", TWO));
    assertThat(SignedStatement.of(listed, root(ONE, TWO))).isEqualTo(statement);
    assertThatThrownBy(() -> SignedStatement.of(listed, root(TWO, ONE)))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("digest of all");
    var twice = List.of(new Resource("a", ONE), new Resource("a", TWO));
    assertThatThrownBy(() -> SignedStatement.of(twice, root(ONE, TWO)))
        .hasMessageContaining("listed twice");
    assertThatThrownBy(() -> SignedStatement.of(List.of(), root()))
        .isInstanceOf(MetadataException.class);
    var many = Collections.nCopies(10_001, new Resource("a", ONE));
    assertThatThrownBy(() -> SignedStatement.of(many, root())).hasMessageContaining("10000");
    assertThatThrownBy(() -> new Resource("a", "ABC")).isInstanceOf(MetadataException.class);
  }

  @Test
  void theFilesAreThoseThatWereSigned() {
    assertThat(statement.difference(Map.of("a", ONE, "b/c", TWO))).isEmpty();
    assertThat(statement.difference(Map.of("a", TWO, "b/c", TWO)))
        .contains("the file \"a\" is not the one that was signed");
    assertThat(statement.difference(Map.of("a", ONE, "b/c", TWO, "x", ONE)))
        .contains("the file \"x\" is not signed");
    assertThat(statement.difference(Map.of("a", ONE)))
        .contains("the signed file \"b/c\" is not there");
    assertThat(statement.difference(Map.of())).contains("the signed file \"a\" is not there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.sig", ".gitignore", ".gitattributes", ".git/HEAD", ".github/x/y"})
  void whatSignersLeaveOutNeedNotBeSigned(String path) {
    assertThat(statement.difference(Map.of("a", ONE, "b/c", TWO, path, ONE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"b/model.sig", "b/.gitignore", ".gitx", "model.sig/x", "MLmodel"})
  void whatOnlyLooksLikeItMust(String path) {
    assertThat(statement.difference(Map.of("a", ONE, "b/c", TWO, path, ONE)))
        .contains("the file \"" + path + "\" is not signed");
  }

  @Test
  void oneObjectIsOneFileWhateverItsName() {
    var one = new SignedStatement(Map.of(".", ONE));
    assertThat(one.difference(ONE)).isEmpty();
    assertThat(one.difference(TWO)).isPresent();
    assertThat(statement.difference(ONE)).isPresent();
  }
}
