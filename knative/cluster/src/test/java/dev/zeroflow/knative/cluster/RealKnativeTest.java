package dev.zeroflow.knative.cluster;

import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionRuntimeContract;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The contract on a Knative that works, with an image of the test function. Tests that hold calls
 * back by files need pods that see the folders of this machine, and are left out.
 */
@Tag("cluster")
@EnabledIfEnvironmentVariable(
    named = RealCluster.KUBECONFIG,
    matches = ".+",
    disabledReason = "no cluster is named")
@EnabledIfEnvironmentVariable(
    named = RealKnativeTest.IMAGE,
    matches = ".+",
    disabledReason = "no image of the test function is named")
@ExtendWith(RealKnativeTest.WithoutSharedFolders.class)
class RealKnativeTest extends FunctionRuntimeContract {
  static final String IMAGE = "ZEROFLOW_CLUSTER_IMAGE";

  /** Address of the ingress; without it the tests must run in the cluster. */
  private static final String INGRESS = "ZEROFLOW_CLUSTER_INGRESS";

  private RealCluster cluster;
  private ClusterFunctionRuntime runtime;

  @BeforeEach
  void start() throws Exception {
    cluster = new RealCluster();
    var settings = ClusterSettings.of(cluster.namespace);
    String ingress = System.getenv(INGRESS);
    runtime =
        ClusterFunctionRuntime.start(
            cluster.client,
            ingress == null ? settings : settings.through(URI.create(ingress)),
            ImageDigests.tagsAllowed(Map.of()),
            changed -> {});
  }

  @AfterEach
  void close() {
    runtime.close();
    cluster.close();
  }

  @Override
  protected FunctionRuntime runtime() {
    return runtime;
  }

  @Override
  protected String workingImage() {
    return System.getenv(IMAGE);
  }

  @Override
  protected String brokenImage() {
    return System.getenv(IMAGE) + "-that-is-missing";
  }

  /** Leaves the tests out that need files which pods see too. */
  static final class WithoutSharedFolders implements ExecutionCondition {
    private static final Set<String> HOLDING =
        Set.of(
            "moreThanTheQueueLimitIsRefusedAtOnce",
            "cancellingARunningCallFailsItsCaller",
            "cancellingAWaitingCallFailsItsCaller",
            "aCallEndsWhenItsTimeIsOver",
            "afterAChangeRunningCallsEndWhereTheyAreAndNewCallsSeeTheNewSpecification",
            "aRunningCallSurvivesTheRemovalOfItsFunction");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context.getTestMethod().filter(it -> HOLDING.contains(it.getName())).isPresent()
          ? ConditionEvaluationResult.disabled("pods do not see the folders of this machine")
          : ConditionEvaluationResult.enabled("");
    }
  }
}
