package dev.zeroflow.store;

import dev.zeroflow.metadata.trigger.RunTrigger;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A trigger; written by {@link PgTriggers}. */
@Entity
@Immutable
@Table(schema = "metadata", name = "run_trigger")
@IdClass(RunTriggerEntity.Key.class)
@NullUnmarked
class RunTriggerEntity {
  /** A name is unique in its project. */
  record Key(String project, String name) implements Serializable {}

  @Id String project;
  @Id String name;
  String bucket;
  String prefix;
  String suffix;
  String pipeline;

  @ColumnTransformer(read = "cast(parameters as text)")
  String parameters;

  boolean enabled;

  RunTrigger toRecord() {
    return new RunTrigger(
        project,
        name,
        bucket,
        prefix,
        suffix,
        pipeline,
        Rows.texts(new JsonObject(parameters)),
        enabled);
  }
}
