package dev.zeroflow.knative.cluster.job;

import dev.zeroflow.scheduler.port.JobSpec;
import java.util.Map;
import java.util.TreeMap;

/** Labels by which our jobs, their pods and their events are found. */
final class JobLabels {
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String ZEROFLOW = "zeroflow";
  static final String JOB = "zeroflow.dev/job";
  static final String FUNCTION = "zeroflow.dev/function";

  /** Asks Kueue for room in a queue: the job is created suspended, and Kueue lets it go. */
  static final String KUEUE = "kueue.x-k8s.io/queue-name";

  private JobLabels() {}

  /** In an order, so that the same job gives the same manifest; ours win. */
  static Map<String, String> of(JobSpec spec) {
    var labels = new TreeMap<String, String>();
    labels.put(MANAGED_BY, ZEROFLOW);
    labels.put(JOB, spec.id());
    labels.put(FUNCTION, spec.function());
    return labels;
  }

  /** The queue is that of the job: Kueue must not count the pod once more. */
  static Map<String, String> ofPod(JobSpec spec) {
    var labels = new TreeMap<>(spec.pod().labels());
    labels.remove(KUEUE);
    labels.putAll(of(spec));
    return labels;
  }
}
