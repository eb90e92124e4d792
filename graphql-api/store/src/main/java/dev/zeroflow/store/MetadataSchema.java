package dev.zeroflow.store;

import org.flywaydb.core.Flyway;

/** Brings the schema {@code metadata} of a database to the version that this code expects. */
public final class MetadataSchema {
  static final String NAME = "metadata";

  private MetadataSchema() {}

  /**
   * Applies what is missing; a database that is up to date is left as it is. Safe to call from
   * several servers at once: one of them migrates and the others wait.
   *
   * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
   */
  public static void migrate(String jdbcUrl, String user, String password) {
    Flyway.configure(MetadataSchema.class.getClassLoader())
        .dataSource(jdbcUrl, user, password)
        .schemas(NAME)
        .defaultSchema(NAME)
        .locations("classpath:db/metadata")
        // Without this a class loader that Flyway cannot search would look like an empty folder.
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }
}
