package dev.zeroflow.knative.cluster.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/** Does what the job controller and the kubelet do: a running pod for each job, and its end. */
final class FakeJobController implements AutoCloseable {
  private static final String NAMESPACE = "ml";

  private final KubernetesClient client;
  private final SharedIndexInformer<Job> jobs;

  FakeJobController(KubernetesClient client) {
    this.client = client;
    this.jobs =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(NAMESPACE)
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Job job) {
                    if (!Boolean.TRUE.equals(job.getSpec().getSuspend())) {
                      makePod(job);
                    }
                  }

                  @Override
                  public void onUpdate(Job before, Job after) {}

                  @Override
                  public void onDelete(Job gone, boolean unknown) {
                    for (Pod pod : pods(gone.getMetadata().getName())) {
                      var _ = client.resource(pod).delete();
                    }
                  }
                });
  }

  private void makePod(Job job) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(job.getMetadata().getName() + "-x")
            .withNamespace(NAMESPACE)
            .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
            .endMetadata()
            .withSpec(job.getSpec().getTemplate().getSpec())
            .withNewStatus()
            .withPhase("Running")
            .endStatus()
            .build();
    var _ = client.resource(pod).create();
  }

  List<Pod> pods(String job) {
    return client.pods().inNamespace(NAMESPACE).withLabel(JobLabels.JOB, job).list().getItems();
  }

  /** Ends the container of a job with an exit code, and the job with it. */
  void end(String id, int code) {
    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName(id + "-x")
        .edit(
            pod ->
                new PodBuilder(pod)
                    .editStatus()
                    .withPhase(code == 0 ? "Succeeded" : "Failed")
                    .addNewContainerStatus()
                    .withNewState()
                    .withNewTerminated()
                    .withExitCode(code)
                    .withReason(code == 0 ? "Completed" : "Error")
                    .endTerminated()
                    .endState()
                    .endContainerStatus()
                    .endStatus()
                    .build());
    conclude(id, code == 0 ? "Complete" : "Failed", "PodFailurePolicy");
  }

  /** Gives a job its last condition. */
  void conclude(String id, String condition, String reason) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withName(id)
        .edit(
            job ->
                new JobBuilder(job)
                    .withNewStatus()
                    .addNewCondition()
                    .withType(condition)
                    .withStatus("True")
                    .withReason(reason)
                    .withMessage("why")
                    .endCondition()
                    .endStatus()
                    .build());
  }

  @Override
  public void close() {
    jobs.close();
  }
}
