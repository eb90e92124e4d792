package dev.zeroflow.app.server;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once runs are accepted and carried out; the database has a check of its own. */
@Readiness
@Singleton
class ServerReadiness implements HealthCheck {
  private final ServerLife life;

  ServerReadiness(ServerLife life) {
    this.life = life;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("scheduler").status(life.isReady()).build();
  }
}
