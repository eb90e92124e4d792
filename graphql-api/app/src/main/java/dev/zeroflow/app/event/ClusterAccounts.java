package dev.zeroflow.app.event;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.knative.cluster.event.TokenReviews;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.regex.Pattern;

/** Accounts of the server's own namespace, where its Triggers are, may send events. */
public final class ClusterAccounts implements SenderAccounts {
  /** Tokens of accounts have three parts; nothing else is worth asking for. */
  private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  private final TokenReviews reviews;
  private final String prefix;

  public ClusterAccounts(TokenReviews reviews, String namespace) {
    this.reviews = reviews;
    this.prefix = "system:serviceaccount:" + namespace + ":";
  }

  @Override
  public boolean maySend(String token) {
    try {
      return TOKEN.matcher(token).matches()
          && reviews.account(token).filter(account -> account.startsWith(prefix)).isPresent();
    } catch (KubernetesClientException e) {
      throw HttpFailure.busy("the cluster does not say whose token this is");
    }
  }
}
