package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The most recently used pipelines, read once; a document never changes under its digest. */
final class PipelineCache {
  private static final int CAPACITY = 64;

  private final Pool pool;
  private final Map<String, PipelineSpec> byDigest = new LinkedHashMap<>(CAPACITY, 0.75f, true);

  PipelineCache(Pool pool) {
    this.pool = pool;
  }

  PipelineSpec get(String digest) {
    synchronized (byDigest) {
      PipelineSpec known = byDigest.get(digest);
      if (known != null) {
        return known;
      }
    }
    String document =
        Sql.await(pool.preparedQuery(RunSql.LOAD_DOCUMENT).execute(Tuple.of(digest)))
            .iterator()
            .next()
            .getString(0);
    return remember(digest, PipelineParser.parse(document.getBytes(StandardCharsets.UTF_8)));
  }

  private PipelineSpec remember(String digest, PipelineSpec pipeline) {
    synchronized (byDigest) {
      byDigest.put(digest, pipeline);
      if (byDigest.size() > CAPACITY) {
        byDigest.remove(byDigest.keySet().iterator().next());
      }
      return pipeline;
    }
  }
}
