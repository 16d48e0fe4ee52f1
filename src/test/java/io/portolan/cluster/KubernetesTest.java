package io.portolan.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.portolan.cli.settings.Settings;
import io.portolan.cli.settings.SettingsReader;
import io.portolan.cli.settings.SettingsSources;
import io.portolan.options.ClusterOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cluster/kubernetes} says is what Kubernetes and Portolan understand. */
@ExtendWith(VertxExtension.class)
final class KubernetesTest {

    /** For variables whose value Kubernetes puts in. */
    private static final Map<String, String> PUT_IN =
            Map.of("PORTOLAN_CLUSTER_HOST", "10.1.2.3", "PORTOLAN_CLUSTER_SECRET", "0123456789abcdef0123456789abcdef");

    @TempDir
    private Path folder;

    private Vertx vertx;
    private StatefulSet set;
    private PodSpec pod;
    private Container container;
    private Map<String, Integer> ports;

    @BeforeEach
    void read(Vertx vertx) throws IOException {
        this.vertx = vertx;
        set = Manifests.shipped(StatefulSet.class, "portolan");
        pod = set.getSpec().getTemplate().getSpec();
        container = pod.getContainers().getFirst();
        ports = new HashMap<>();
        for (ContainerPort port : container.getPorts()) {
            ports.put(port.getName(), port.getContainerPort());
        }
    }

    @Test
    void isWrittenByTheLetterOfTheApi() throws IOException {
        assertThat(Manifests.shipped()).hasSize(6);
        for (String wrong : List.of(
                "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {portz: []}}",
                "{apiVersion: v1, kind: Service, metadata: {name: x, namepsace: y}}",
                "{apiVersion: apps/v1, kind: StatefulSet, spec: {template: {spec: {containers: [{nmae: x}]}}}}",
                "{apiVersion: v1, kind: Servise}")) {
            assertThatThrownBy(() -> Manifests.read(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void selectsItsOwnPods() throws IOException {
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();
        NetworkPolicy policy = Manifests.shipped(NetworkPolicy.class, "portolan");

        assertThat(set.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(service("portolan").getSpec().getSelector()).isEqualTo(labels);
        assertThat(service("portolan-nodes").getSpec().getSelector()).isEqualTo(labels);
        assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(policy.getSpec()
                        .getIngress()
                        .getFirst()
                        .getFrom()
                        .getFirst()
                        .getPodSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(Manifests.shipped(PodDisruptionBudget.class, "portolan")
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(pod.getTopologySpreadConstraints()
                        .getFirst()
                        .getLabelSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
    }

    @Test
    void namesPortsThatThereAre() throws IOException {
        for (Service service : List.of(service("portolan"), service("portolan-nodes"))) {
            for (ServicePort port : service.getSpec().getPorts()) {
                assertThat(ports).containsEntry(port.getTargetPort().getStrVal(), port.getPort());
            }
        }
        List<String> open = Manifests.shipped(NetworkPolicy.class, "portolan").getSpec().getIngress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getStrVal())
                .toList();
        assertThat(open).containsExactlyInAnyOrderElementsOf(ports.keySet());
        PortolanOptions options = settings().options();
        assertThat(ports)
                .isEqualTo(Map.of(
                        "rest", options.rest().port(),
                        "mcp", options.mcp().port(),
                        "control", options.control().port(),
                        "hazelcast", options.cluster().port(),
                        "bus", options.cluster().busPort(),
                        "streams", options.cluster().streamPort()));
    }

    @Test
    void setsSettingsThatThereAre() throws IOException {
        Settings settings = settings();

        ClusterOptions cluster = settings.options().cluster();
        assertThat(settings.warnings()).isEmpty();
        assertThat(cluster.enabled()).isTrue();
        assertThat(cluster.discovery()).isEqualTo(ClusterOptions.Discovery.KUBERNETES);
        assertThat(cluster.host()).as("the pod's own address").isEqualTo("10.1.2.3");
        Service nodes = service(String.valueOf(cluster.serviceDns()));
        assertThat(nodes.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(nodes.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(set.getSpec().getServiceName()).isEqualTo(nodes.getMetadata().getName());
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @Test
    void mountsWhatTheSettingsName() {
        PortolanOptions options = settings().options();
        List<String> volumes = pod.getVolumes().stream().map(Volume::getName).toList();
        List<String> mounts = container.getVolumeMounts().stream()
                .map(VolumeMount::getMountPath)
                .toList();

        assertThat(container.getVolumeMounts()).extracting(VolumeMount::getName).containsExactlyElementsOf(volumes);
        for (String file : Stream.of(
                        options.cluster().tls().certificate(),
                        options.cluster().tls().key(),
                        options.cluster().tls().trust(),
                        container.getArgs().get(1) + "/hello.yaml")
                .toList()) {
            assertThat(mounts).contains(String.valueOf(Path.of(file).getParent()));
        }
    }

    @Test
    void asksForHealthWhereItIsTold() throws IOException {
        RunningPortolan portolan = RunningPortolan.serve(vertx, capabilities());

        for (Probe probe :
                List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())) {
            assertThat(portolan.control(probe.getHttpGet().getPath()).statusCode())
                    .isEqualTo(200);
            assertThat(probe.getHttpGet().getPort()).isEqualTo(new IntOrString("control"));
        }
    }

    @Test
    void servesTheFilesItShipsWith() throws IOException {
        RunningPortolan portolan = RunningPortolan.serve(vertx, capabilities());

        assertThat(portolan.get("/greetings/Ann").bodyAsJsonObject().getString("text"))
                .isEqualTo("Hello Ann");
    }

    @Test
    void leavesTimeForCallsToEnd() {
        int sleep = Integer.parseInt(
                container.getLifecycle().getPreStop().getExec().getCommand().get(1));
        long drain = settings().options().timeouts().drain().toSeconds();

        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(sleep + drain + 5);
    }

    @Test
    void runsWithNoMoreRightsThanItNeeds() throws IOException {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(Files.readString(Path.of("Dockerfile")))
                .as("the user of the image")
                .contains("USER " + pod.getSecurityContext().getRunAsUser() + ":"
                        + pod.getSecurityContext().getRunAsGroup());
    }

    private Path capabilities() throws IOException {
        for (HasMetadata object : Manifests.shipped()) {
            if (object instanceof ConfigMap files) {
                for (Map.Entry<String, String> file : files.getData().entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue());
                }
            }
        }
        return folder;
    }

    private Settings settings() {
        Map<String, String> environment = new HashMap<>();
        for (EnvVar variable : container.getEnv()) {
            String value = variable.getValue();
            environment.put(variable.getName(), value == null ? PUT_IN.get(variable.getName()) : value);
        }
        try {
            return new SettingsReader(vertx)
                    .read(new SettingsSources(Path.of("none.yaml"), false, environment, Map.of()))
                    .await(10, SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    private static Service service(String name) throws IOException {
        return Manifests.shipped(Service.class, name);
    }
}
