package dev.zeroflow.app.server;

import dev.zeroflow.app.signing.SignedFiles;
import dev.zeroflow.metadata.artifact.LargeObjects;
import dev.zeroflow.metadata.artifact.ObjectStore;
import dev.zeroflow.metadata.file.FileSweep;
import dev.zeroflow.metadata.file.FileTransfers;
import dev.zeroflow.metadata.file.Files;
import dev.zeroflow.metadata.governance.SignatureCheck;
import dev.zeroflow.metadata.tracking.LoggedModels;
import dev.zeroflow.metadata.tracking.RunInputs;
import dev.zeroflow.store.PgFiles;
import dev.zeroflow.store.PgLoggedModels;
import dev.zeroflow.store.PgRunInputs;
import dev.zeroflow.store.S3ObjectStore;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Binds the ports of files, and of what consists of them, to Postgres and S3. */
@Dependent
class FileBeans {
  @Produces
  @Singleton
  LargeObjects largeObjects(S3ObjectStore objects) {
    return objects.large();
  }

  @Produces
  @Singleton
  Files files(Pool pool) {
    return new PgFiles(pool);
  }

  @Produces
  @Singleton
  FileSweep fileSweep(Files files, LargeObjects large) {
    return new FileSweep(files, large);
  }

  @Produces
  @Singleton
  FileTransfers fileTransfers(
      Files files,
      ObjectStore objects,
      LargeObjects large,
      ServerConfig config,
      InstantSource clock,
      Supplier<UUID> ids) {
    return new FileTransfers(files, objects, large, config.s3().artifacts(), clock, ids);
  }

  @Produces
  @Singleton
  SignatureCheck signatureCheck(Files files, ObjectStore objects, LargeObjects large) {
    return new SignedFiles(files, objects, large);
  }

  @Produces
  @Singleton
  LoggedModels loggedModels(Pool pool) {
    return new PgLoggedModels(pool);
  }

  @Produces
  @Singleton
  RunInputs runInputs(Pool pool) {
    return new PgRunInputs(pool);
  }
}
