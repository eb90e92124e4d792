package dev.zeroflow.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.embedded.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
  @Test
  void bothFormsSayTheSameWithoutThePassword() {
    var address =
        PostgresAddress.parse("postgres://ann:a%40b+c@db.example:5433/flow?sslmode=require");
    assertThat(address.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example:5433/flow?sslmode=require");
    assertThat(address.reactiveUrl())
        .isEqualTo("postgresql://db.example:5433/flow?sslmode=require");
    assertThat(address.user()).isEqualTo("ann");
    assertThat(address.password()).isEqualTo("a@b+c");
    assertThat(address.toString()).doesNotContain("a@b");
  }

  @Test
  void thePortAndTheModeHaveDefaults() {
    var address = PostgresAddress.parse("jdbc:postgresql://u:p@[::1]/d");
    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/d?sslmode=prefer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "db",
        "mysql://u:secret@h/d",
        "postgresql://u:secret@h",
        "postgresql://h/secret",
        "postgresql://u@h/d",
        "postgresql://u:se cret@h/d",
        "postgresql://u:secret@h/d?user=x",
        "postgresql://u:secret@h/d?sslmode=verify-full"
      })
  void whatIsNoAddressIsRefusedWithoutShowingIt(String url) {
    assertThatThrownBy(() -> PostgresAddress.parse(url))
        .isInstanceOf(StartupException.class)
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("se cret");
  }
}
