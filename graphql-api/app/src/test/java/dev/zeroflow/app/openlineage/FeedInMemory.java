package dev.zeroflow.app.openlineage;

import dev.zeroflow.metadata.outside.EndedExecution;
import dev.zeroflow.metadata.outside.EndedRun;
import dev.zeroflow.metadata.outside.LineageFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A feed for one sink. */
final class FeedInMemory implements LineageFeed {
  final List<EndedExecution> executions = new ArrayList<>();
  final List<EndedRun> ended = new ArrayList<>();
  final Set<UUID> begun = new HashSet<>();
  private Position position = new Position(0, new UUID(0, 0));

  @Override
  public Optional<Position> claim(String sink, String holder, Instant now, Instant until) {
    return Optional.of(position);
  }

  @Override
  public List<EndedExecution> after(String sink, Position from, int limit) {
    return executions.stream()
        .filter(it -> it.position().changedIn() > from.changedIn())
        .limit(limit)
        .toList();
  }

  @Override
  public List<EndedRun> endedRuns(String sink, Position from, int limit) {
    return ended.stream().filter(it -> begun.contains(it.id())).limit(limit).toList();
  }

  @Override
  public boolean advance(String sink, String holder, Position to, Collection<UUID> runs) {
    position = to;
    begun.addAll(runs);
    return true;
  }

  @Override
  public void forget(String sink, Collection<UUID> runs) {
    begun.removeAll(runs);
  }
}
