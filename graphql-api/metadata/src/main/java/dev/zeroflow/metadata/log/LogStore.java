package dev.zeroflow.metadata.log;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what steps wrote for as long as their run is kept. Blocking, safe for use by many threads.
 */
public interface LogStore {
  /** Most lines that one read returns. */
  int MAX_READ = 100_000;

  /** Stores the chunk and returns once it is durable; the same chunk again changes nothing. */
  void append(LogChunk chunk);

  /**
   * The last lines of a run, in the order of their times; lines of the same time keep the order in
   * which they were written.
   *
   * @param taskPath only of this task; null for all
   * @param limit most lines, from 1 to {@link #MAX_READ}
   */
  List<TaskLogLine> read(String project, UUID runId, @Nullable String taskPath, int limit);

  /**
   * What arrived behind the position, in the order of arrival: each line is in exactly one part,
   * for whoever goes on at the end of the part before. What another transaction is adding may take
   * until all older ones have ended.
   *
   * @param taskPath only of this task; null for all
   * @return some of it, at least one chunk if there is any
   */
  LogPart readBehind(String project, UUID runId, @Nullable String taskPath, LogPosition position);
}
