package dev.zeroflow.app.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.app.api.ConflictException;
import org.junit.jupiter.api.Test;

class FollowersTest {
  private final Followers followers = new Followers(3, 2);
  private final Object one = new Object();
  private final Object other = new Object();

  @Test
  void aConnectionAndAllOfThemHaveALimit() {
    followers.begin(one);
    followers.begin(one);
    assertThatThrownBy(() -> followers.begin(one)).isInstanceOf(ConflictException.class);
    followers.begin(other);
    assertThatThrownBy(() -> followers.begin(other)).isInstanceOf(ConflictException.class);
    followers.end(one);
    followers.begin(other);
    assertThat(followers.all()).isEqualTo(3);
  }
}
