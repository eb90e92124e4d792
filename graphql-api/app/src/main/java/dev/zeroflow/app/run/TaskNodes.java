package dev.zeroflow.app.run;

import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.store.RunReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tasks by their ids: the UUID of the run, a slash and the path. */
@ApplicationScoped
class TaskNodes implements NodeSource {
  private final RunReads reads;

  TaskNodes(RunReads reads) {
    this.reads = reads;
  }

  @Override
  public NodeType type() {
    return NodeType.TASK;
  }

  @Override
  public List<ApiTask> find(String project, List<String> keys) {
    List<String> tasks = keys.stream().filter(key -> key.indexOf('/') > 0).toList();
    var runs = Ids.known(tasks.stream().map(key -> key.substring(0, key.indexOf('/'))).toList());
    var paths = tasks.stream().map(key -> key.substring(key.indexOf('/') + 1)).toList();
    // Every path in every run: what was not asked for is passed over by who asks.
    return Later.await(reads.tasks(project, runs, paths)).stream()
        .map(task -> ApiTask.of(project, task))
        .toList();
  }
}
