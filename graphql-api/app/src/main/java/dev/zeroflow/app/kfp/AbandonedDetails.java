package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.store.StoreException;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Forgets, at each start, what was said of runs that a crash has kept from coming. */
@ApplicationScoped
class AbandonedDetails {
  private static final System.Logger LOG = System.getLogger(AbandonedDetails.class.getName());

  /** No submission takes as long: a run that is not there by then does not come. */
  private static final Duration AGE = Duration.ofHours(1);

  private final RunDetails details;

  AbandonedDetails(RunDetails details) {
    this.details = details;
  }

  void listen(@ObservesAsync HttpServerStart event) {
    try {
      int swept = details.sweep(AGE);
      LOG.log(Level.DEBUG, "{0} runs were described and never came", swept);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "descriptions of runs are not swept: {0}", e.getMessage());
    }
  }
}
