package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The most recently used pipelines, read once; a document never changes under its digest. Whoever
 * asks for one that is being read waits for it, because a scheduler that takes shards over asks for
 * the same few many times at once.
 */
final class PipelineCache {
  private static final int CAPACITY = 64;

  private final Pool pool;
  private final Map<String, FutureTask<PipelineSpec>> byDigest =
      new LinkedHashMap<>(CAPACITY, 0.75f, true);

  PipelineCache(Pool pool) {
    this.pool = pool;
  }

  /**
   * The pipeline.
   *
   * @throws RuntimeException as reading or parsing did; the next call tries again
   */
  PipelineSpec get(String digest) {
    FutureTask<PipelineSpec> reading;
    synchronized (byDigest) {
      reading = byDigest.computeIfAbsent(digest, it -> new FutureTask<>(() -> read(it)));
      if (byDigest.size() > CAPACITY) {
        byDigest.remove(byDigest.keySet().iterator().next());
      }
    }
    // Does nothing for all but the first.
    reading.run();
    try {
      return reading.get();
    } catch (ExecutionException e) {
      forget(digest, reading);
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void forget(String digest, FutureTask<PipelineSpec> failed) {
    synchronized (byDigest) {
      byDigest.remove(digest, failed);
    }
  }

  private PipelineSpec read(String digest) {
    String document =
        Sql.rows(pool, RunSql.LOAD_DOCUMENT, Tuple.of(digest)).iterator().next().getString(0);
    return PipelineParser.parse(document.getBytes(StandardCharsets.UTF_8));
  }
}
