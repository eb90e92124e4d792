package dev.zeroflow.app.server;

import dev.zeroflow.metadata.governance.Governance;
import dev.zeroflow.metadata.governance.ServableVersions;
import dev.zeroflow.metadata.governance.SignatureCheck;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.registry.ModelAliases;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.RegisteredModels;
import dev.zeroflow.metadata.registry.RegistryListing;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.store.PgGovernance;
import dev.zeroflow.store.PgHubRegistry;
import dev.zeroflow.store.PgInferenceServices;
import dev.zeroflow.store.PgModelAliases;
import dev.zeroflow.store.PgModelRegistry;
import dev.zeroflow.store.PgRegisteredModels;
import dev.zeroflow.store.PgRegistryListing;
import dev.zeroflow.store.PgServableVersions;
import dev.zeroflow.store.RegistryReads;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Binds the ports of the model registry and of its governance to Postgres. */
@Dependent
class RegistryBeans {
  @Produces
  @Singleton
  ModelRegistry modelRegistry(Pool pool, InstantSource clock, Supplier<UUID> ids) {
    return new PgModelRegistry(pool, clock, ids);
  }

  @Produces
  @Singleton
  RegisteredModels registeredModels(Pool pool) {
    return new PgRegisteredModels(pool);
  }

  @Produces
  @Singleton
  ModelAliases modelAliases(Pool pool, Supplier<UUID> ids, SignatureCheck check) {
    return new PgModelAliases(pool, ids, check);
  }

  @Produces
  @Singleton
  ServableVersions servableVersions(Pool pool, SignatureCheck check) {
    return new PgServableVersions(pool, check);
  }

  @Produces
  @Singleton
  Governance governance(Pool pool) {
    return new PgGovernance(pool);
  }

  @Produces
  @Singleton
  RegistryListing registryListing(Pool pool) {
    return new PgRegistryListing(pool);
  }

  @Produces
  @Singleton
  HubRegistry hubRegistry(Pool pool) {
    return new PgHubRegistry(pool);
  }

  @Produces
  @Singleton
  InferenceServices inferenceServices(Pool pool) {
    return new PgInferenceServices(pool);
  }

  @Produces
  @Singleton
  RegistryReads registryReads(Pool pool, Vertx vertx) {
    return new RegistryReads(pool, vertx);
  }
}
