package dev.zeroflow.scheduler.postgres;

import org.flywaydb.core.Flyway;

/** Brings the schema {@code scheduling} to the version that this code needs. */
public final class SchedulingSchema {
  /** Name of the schema. */
  public static final String NAME = "scheduling";

  private SchedulingSchema() {}

  /**
   * Applies what is missing; safe to call by several processes at once.
   *
   * @param jdbcUrl address of the database
   */
  public static void migrate(String jdbcUrl, String user, String password) {
    Flyway.configure(SchedulingSchema.class.getClassLoader())
        .dataSource(jdbcUrl, user, password)
        .schemas(NAME)
        .locations("classpath:db/scheduling")
        .load()
        .migrate();
  }
}
