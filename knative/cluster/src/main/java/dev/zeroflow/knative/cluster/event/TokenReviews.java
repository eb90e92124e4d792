package dev.zeroflow.knative.cluster.event;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Asks the cluster whose token somebody shows. Blocks; safe for use by many threads. */
public final class TokenReviews implements AutoCloseable {
  private final KubernetesClient client;
  private final String audience;

  /**
   * @param client closed with this
   * @param audience whom the tokens must be for
   */
  public TokenReviews(KubernetesClient client, String audience) {
    this.client = client;
    this.audience = audience;
  }

  /**
   * The account that a token was given to, e.g. {@code system:serviceaccount:<namespace>:<name>};
   * empty if it is none of this cluster, over, or for somebody else.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the cluster does not answer
   */
  public Optional<String> account(String token) {
    TokenReview question =
        new TokenReviewBuilder()
            .withNewSpec()
            .withToken(token)
            .withAudiences(audience)
            .endSpec()
            .build();
    TokenReviewStatus answer = client.tokenReviews().create(question).getStatus();
    // A cluster that knows no audiences leaves them out, and would let in any of its tokens.
    boolean good =
        answer != null
            && Boolean.TRUE.equals(answer.getAuthenticated())
            && answer.getAudiences().contains(audience)
            && answer.getUser() != null;
    return good ? Optional.of(answer.getUser().getUsername()) : Optional.empty();
  }

  @Override
  public void close() {
    client.close();
  }
}
