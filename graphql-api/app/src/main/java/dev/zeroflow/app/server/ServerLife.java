package dev.zeroflow.app.server;

import dev.zeroflow.app.serving.ModelServing;
import dev.zeroflow.scheduler.engine.Scheduler;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.postgres.RunSignals;
import dev.zeroflow.store.StoreSignals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Provider;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** What happens when the server has started and before it stops. */
@ApplicationScoped
class ServerLife {
  private static final System.Logger LOG = System.getLogger(ServerLife.class.getName());

  private final FunctionPlace place;
  private final FunctionRuntime runtime;
  private final Scheduler scheduler;
  private final Provider<RunSignals> signals;
  private final Provider<StoreSignals> changes;
  private final ModelServing serving;
  private final ServerFile file;
  private final AtomicBoolean ready = new AtomicBoolean();

  ServerLife(
      FunctionPlace place,
      FunctionRuntime runtime,
      Scheduler scheduler,
      Provider<RunSignals> signals,
      Provider<StoreSignals> changes,
      ModelServing serving,
      ServerFile file) {
    this.place = place;
    this.runtime = runtime;
    this.scheduler = scheduler;
    this.signals = signals;
    this.changes = changes;
    this.serving = serving;
    this.file = file;
  }

  void start(@Observes StartupEvent event) {
    place.prepare();
    place.declared().forEach(runtime::ensure);
    serving.restore();
  }

  /** Functions reach this server over HTTP, so nothing is called before its port is open. */
  void listen(@ObservesAsync HttpServerStart event) {
    scheduler.start();
    LOG.log(Level.DEBUG, "listening for other servers: {0}, {1}", signals.get(), changes.get());
    file.write();
    ready.set(true);
    LOG.log(Level.INFO, file.announcement());
  }

  void stop(@Observes ShutdownEvent event) {
    ready.set(false);
    scheduler.close();
    file.delete();
  }

  boolean isReady() {
    return ready.get();
  }
}
