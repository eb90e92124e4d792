package dev.zeroflow.knative.cluster.status;

import dev.zeroflow.knative.cluster.service.DeclaredFunction;
import dev.zeroflow.knative.cluster.service.Marks;
import dev.zeroflow.scheduler.port.FunctionKind;
import io.fabric8.knative.serving.v1.Revision;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one function at one moment.
 *
 * @param service its Service
 * @param revisions what it was and is
 * @param pods its pods, of any revision
 */
public record Sight(Service service, List<Revision> revisions, List<Pod> pods) {
  public Sight {
    revisions = List.copyOf(revisions);
    pods = List.copyOf(pods);
  }

  /**
   * Whether a pod takes requests: of a served model any, of a task one of what was declared last.
   */
  public boolean isReady() {
    boolean any = new DeclaredFunction(service).kind() == FunctionKind.INFERENCE;
    return pods.stream().filter(pod -> any || isNewest(pod)).anyMatch(Step::isReady);
  }

  /** How it is, in a sentence. */
  public String reason() {
    return Route.to(service) instanceof Route.Preparing preparing
        ? preparing.sentence()
        : Health.of(this).reason();
  }

  /** Names of the revisions, by the version that they hold; of equals the newest. */
  public Map<String, String> versions() {
    var versions = new HashMap<String, String>();
    revisions.stream()
        .sorted(Comparator.comparing(revision -> revision.getMetadata().getName()))
        .forEach(revision -> note(revision, versions));
    return versions;
  }

  private static void note(Revision revision, Map<String, String> versions) {
    String version = revision.getMetadata().getLabels().get(Marks.VERSION);
    if (version != null) {
      versions.put(version, revision.getMetadata().getName());
    }
  }

  /** Steps that some pod of the newest revision has done. */
  public Set<Step> steps() {
    var done = EnumSet.noneOf(Step.class);
    pods.stream().filter(this::isNewest).map(Step::of).forEach(done::addAll);
    return done;
  }

  /** What is wrong with the pods of the newest revision. */
  public Optional<Finding> finding() {
    return pods.stream()
        .filter(this::isNewest)
        .filter(pod -> !Step.isLeaving(pod))
        .map(PodTroubles::of)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What is wrong with any pod, such as the one that worked on a call that was lost. */
  public Optional<Finding> anyFinding() {
    return pods.stream().map(PodTroubles::of).flatMap(Optional::stream).findFirst();
  }

  Optional<Revision> newest() {
    return revisions.stream()
        .filter(revision -> revision.getMetadata().getName().equals(newestName()))
        .findFirst();
  }

  private boolean isNewest(Pod pod) {
    String revision = pod.getMetadata().getLabels().get(Marks.OF_REVISION);
    return newestName() == null || newestName().equals(revision);
  }

  private @Nullable String newestName() {
    return service.getStatus() == null ? null : service.getStatus().getLatestCreatedRevisionName();
  }
}
