package dev.zeroflow.knative.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class TokenReviewsTest {
  private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final String SENDER = "system:serviceaccount:zeroflow:sender";

  KubernetesMockServer server;
  KubernetesClient client;

  private void answers(boolean authenticated, String... audiences) {
    var review =
        new TokenReviewBuilder()
            .withNewStatus()
            .withAuthenticated(authenticated)
            .withAudiences(audiences)
            .withNewUser()
            .withUsername(SENDER)
            .endUser()
            .endStatus()
            .build();
    server.expect().post().withPath(REVIEWS).andReturn(201, review).always();
  }

  private TokenReviews reviews() {
    return new TokenReviews(client, "zeroflow-events");
  }

  @Test
  void aTokenForUsIsThatOfItsAccount() throws Exception {
    answers(true, "zeroflow-events");
    assertThat(reviews().account("a.b.c")).contains(SENDER);
    assertThat(server.takeRequest().getBody().readUtf8())
        .contains("\"token\":\"a.b.c\"")
        .contains("\"audiences\":[\"zeroflow-events\"]");
  }

  @Test
  void aTokenThatIsNotGoodIsNobodys() {
    answers(false, "zeroflow-events");
    assertThat(reviews().account("a.b.c")).isEmpty();
  }

  @Test
  void aTokenForOthersIsNobodys() {
    answers(true);
    assertThat(reviews().account("a.b.c")).isEmpty();
  }

  @Test
  void aClusterThatDoesNotAnswerIsNoRefusal() {
    server.expect().post().withPath(REVIEWS).andReturn(500, "").always();
    assertThatThrownBy(() -> reviews().account("a.b.c"))
        .isInstanceOf(KubernetesClientException.class);
  }
}
