package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.Sql.column;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.TaskLineage;
import dev.zeroflow.scheduler.spec.Place;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an execution put out, to be remembered under the fingerprint of what it was given.
 *
 * @param run the run
 * @param name the path of the task without the numbers of iterations
 * @param lineage what the task read and wrote
 * @param use what the look into the cache gave
 */
record CacheRow(Run run, String name, TaskLineage lineage, CacheUse use) {
  private record Key(String project, String fingerprint) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int projects = project.compareTo(other.project);
      return projects == 0 ? fingerprint.compareTo(other.fingerprint) : projects;
    }
  }

  /**
   * The entries that follow from commits, in an order that is the same for every transaction; one
   * statement may not write a row twice, so the last of a fingerprint counts.
   */
  static List<CacheRow> of(Collection<RunCommit> commits) {
    var rows = new TreeMap<Key, CacheRow>();
    for (RunCommit commit : commits) {
      Run run = commit.change().next().run();
      for (TaskLineage lineage : commit.change().lineage()) {
        CacheUse use = lineage.cache();
        if (lineage.state() == RuntimeState.SUCCEEDED && use != null && isNew(use)) {
          String name = Place.of(commit.change().next().pipeline(), lineage.task()).name();
          rows.put(
              new Key(run.project(), use.fingerprint()), new CacheRow(run, name, lineage, use));
        }
      }
    }
    return List.copyOf(rows.values());
  }

  private static boolean isNew(CacheUse use) {
    return !use.hit() && !use.fingerprint().isEmpty();
  }

  static Tuple upsert(List<CacheRow> rows) {
    return Tuple.tuple()
        .addArrayOfString(column(rows, row -> row.run().project(), String[]::new))
        .addArrayOfString(column(rows, row -> row.use().fingerprint(), String[]::new))
        .addArrayOfString(column(rows, row -> Json.write(row.use().parts()), String[]::new))
        .addArrayOfString(column(rows, row -> row.run().pipeline(), String[]::new))
        .addArrayOfString(column(rows, CacheRow::name, String[]::new))
        .addArrayOfUUID(column(rows, row -> row.run().id(), UUID[]::new))
        .addArrayOfString(column(rows, row -> row.lineage().task(), String[]::new))
        .addArrayOfString(
            column(rows, row -> ValuesJson.text(row.lineage().outputs()), String[]::new));
  }
}
