package dev.zeroflow.knative.cluster.install;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pods of the server and their settings. */
final class ServerDeployment {
  static final String NAME = "zeroflow-server";

  /** Where the server may write; nothing in it is kept. */
  static final String SCRATCH = "/var/zeroflow";

  static final int PORT = 8080;
  private static final String SETTINGS = "zeroflow-settings";
  private static final String HASH = "zeroflow.dev/settings-hash";
  private static final long USER = 65_532;

  /** Time in which addresses of a pod that stops are forgotten by those who call it. */
  private static final long SECONDS_BEFORE_STOP = 5;

  /** The above, and what the server takes to stop: attempts under way are left to others. */
  private static final long STOP_SECONDS = 40;

  /** Migrations of the database come before the server is up. */
  private static final int START_LOOKS = 150;

  private final InstallSettings settings;

  ServerDeployment(InstallSettings settings) {
    this.settings = settings;
  }

  List<HasMetadata> objects() {
    Map<String, String> plain = ServerSettings.plain(settings);
    return List.of(configMap(plain), deployment(ServerSettings.hash(plain)));
  }

  private ConfigMap configMap(Map<String, String> plain) {
    return new ConfigMapBuilder()
        .withMetadata(Labels.server(settings.namespace(), SETTINGS))
        .withData(plain)
        .build();
  }

  private Deployment deployment(String hash) {
    return new DeploymentBuilder()
        .withMetadata(Labels.server(settings.namespace(), NAME))
        .withNewSpec()
        .withReplicas(settings.replicas())
        .withNewSelector()
        .withMatchLabels(Labels.server())
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(new IntOrString(1))
        .withMaxUnavailable(new IntOrString(0))
        .endRollingUpdate()
        .endStrategy()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(Labels.server())
        .addToAnnotations(HASH, hash)
        .endMetadata()
        .withSpec(pod())
        .endTemplate()
        .endSpec()
        .build();
  }

  private PodSpec pod() {
    return new PodSpecBuilder()
        .withServiceAccountName(ControlPlane.ACCOUNT)
        .withAutomountServiceAccountToken(true)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(STOP_SECONDS)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withTopologySpreadConstraints(
            spread("kubernetes.io/hostname"), spread("topology.kubernetes.io/zone"))
        .withContainers(container())
        .withVolumes(scratch("scratch", "1Gi"), scratch("tmp", "256Mi"))
        .build();
  }

  private Container container() {
    return new ContainerBuilder()
        .withName("server")
        .withImage(settings.images().server())
        .addNewPort()
        .withName(ControlPlane.PORT)
        .withContainerPort(PORT)
        .endPort()
        .addNewEnvFrom()
        .withNewConfigMapRef()
        .withName(SETTINGS)
        .endConfigMapRef()
        .endEnvFrom()
        .withEnv(variables())
        .withNewResources()
        .addToRequests("cpu", new Quantity("250m"))
        .addToRequests("memory", new Quantity("1Gi"))
        .addToLimits("memory", new Quantity("1Gi"))
        .endResources()
        .withStartupProbe(probe("started", 2, START_LOOKS))
        .withLivenessProbe(probe("live", 10, 3))
        .withReadinessProbe(probe("ready", 5, 2))
        .withNewLifecycle()
        .withNewPreStop()
        .withNewSleep(SECONDS_BEFORE_STOP)
        .endPreStop()
        .endLifecycle()
        .withSecurityContext(confined())
        .withVolumeMounts(mount("scratch", SCRATCH), mount("tmp", "/tmp"))
        .build();
  }

  private List<EnvVar> variables() {
    var variables = new ArrayList<EnvVar>();
    variables.add(
        new EnvVarBuilder()
            .withName("ZEROFLOW_SCHEDULER_NODE")
            .withNewValueFrom()
            .withNewFieldRef("v1", "metadata.name")
            .endValueFrom()
            .build());
    ServerSettings.secret(settings)
        .forEach(
            (name, key) ->
                variables.add(
                    new EnvVarBuilder()
                        .withName(name)
                        .withNewValueFrom()
                        .withNewSecretKeyRef(key.key(), key.secret(), null)
                        .endValueFrom()
                        .build()));
    return variables;
  }

  private static Probe probe(String name, int seconds, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath("/q/health/" + name)
        .withPort(new IntOrString(ControlPlane.PORT))
        .endHttpGet()
        .withPeriodSeconds(seconds)
        .withTimeoutSeconds(5)
        .withFailureThreshold(failures)
        .build();
  }

  private static SecurityContext confined() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  /** Rather two servers on one node than one server. */
  private static TopologySpreadConstraint spread(String over) {
    return new TopologySpreadConstraintBuilder()
        .withTopologyKey(over)
        .withMaxSkew(1)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withLabelSelector(new LabelSelectorBuilder().withMatchLabels(Labels.server()).build())
        .build();
  }

  private static Volume scratch(String name, String size) {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withSizeLimit(new Quantity(size))
        .endEmptyDir()
        .build();
  }

  private static VolumeMount mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).build();
  }
}
