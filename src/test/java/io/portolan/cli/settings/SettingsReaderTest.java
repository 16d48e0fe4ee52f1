package io.portolan.cli.settings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class SettingsReaderTest {

    @TempDir
    Path folder;

    private Path file;
    private Vertx vertx;

    @BeforeEach
    void prepare(Vertx vertx) {
        this.vertx = vertx;
        file = folder.resolve("portolan.yaml");
    }

    @Test
    void usesDefaultsWhenThereIsNoFile() {
        Settings settings = read(Map.of(), Map.of());

        assertThat(settings.options()).isEqualTo(PortolanOptions.defaults());
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void wantsAFileThatIsNamed() {
        SettingsException refused = refused(new SettingsSources(file, true, Map.of(), Map.of()));

        assertThat(refused).hasMessage(file + ": error: no such file (expected: a settings file)");
    }

    @Test
    void saysWhenTheFileIsAFolder() {
        SettingsException refused = refused(new SettingsSources(folder, true, Map.of(), Map.of()));

        assertThat(refused).hasMessage(folder + ": error: cannot be read (expected: a file)");
    }

    @Test
    void readsTheFile() {
        write("""
                # comments and empty sections are fine
                capabilities: [a.yaml, folder]
                sandbox: true
                rest:
                  port: 8181
                  allowedHosts:
                  - api.example
                limits: {body: 64KiB, inFlight: 16}
                timeouts: {firstByte: 250ms}
                bus: {public: off}
                mcp:
                cluster: {name: no, port: ~}
                """);

        PortolanOptions options = read(Map.of(), Map.of()).options();

        assertThat(options.capabilities()).containsExactly("a.yaml", "folder");
        assertThat(options.sandbox()).isTrue();
        assertThat(options.rest().port()).isEqualTo(8181);
        assertThat(options.rest().allowedHosts()).containsExactly("api.example");
        assertThat(options.limits().body()).hasToString("64KiB");
        assertThat(options.limits().inFlight()).isEqualTo(16);
        assertThat(options.timeouts().firstByte()).hasMillis(250);
        assertThat(options.bus().publicAddresses()).hasToString("OFF");
        assertThat(options.cluster().name()).as("YAML 1.2: no is a text").isEqualTo("no");
        assertThat(options.cluster().port()).as("null says nothing").isEqualTo(5701);
    }

    @Test
    void takesAnEmptyFileForNoSettings() {
        write("# nothing yet\n");

        assertThat(read(Map.of(), Map.of()).options()).isEqualTo(PortolanOptions.defaults());
    }

    @Test
    void letsTheEnvironmentWinOverTheFileAndFlagsOverBoth() {
        write("rest: {port: 1001, host: localhost}\nlog: {level: warn}\nmcp: {port: 1002}\n");

        PortolanOptions options = read(
                        Map.of("PORTOLAN_REST_PORT", "2001", "PORTOLAN_LOG_LEVEL", "error", "PORTOLAN_MCP_PORT", " "),
                        Map.of("log.level", "debug"))
                .options();

        assertThat(options.rest().port()).isEqualTo(2001);
        assertThat(options.rest().host()).isEqualTo("localhost");
        assertThat(options.log().level()).hasToString("DEBUG");
        assertThat(options.mcp().port()).as("an empty variable says nothing").isEqualTo(1002);
    }

    @Test
    void splitsListsOfTheEnvironmentAtCommas() {
        PortolanOptions options = read(Map.of("PORTOLAN_CAPABILITIES", "a.yaml, b.yaml,"), Map.of())
                .options();

        assertThat(options.capabilities()).containsExactly("a.yaml", "b.yaml");
    }

    @Test
    void namesEveryFaultAtOnceInTheOrderTheyStand() {
        write("""
                rest:
                  port: 70000
                  prot: 8080
                sandbox: yes
                limits: {body: 5 apples, inFlight: 0}
                timeouts: {connect: 0s, drain: soon}
                bus: {public: world}
                mcp: 9090
                upstream: x
                log: {level: [info]}
                """);

        SettingsException refused = refused(
                new SettingsSources(file, false, Map.of("PORTOLAN_CONTROL_PORT", "many"), Map.of("mcp.port", "-1")));

        assertThat(refused.getMessage().lines().map(line -> line.replace(file.toString(), "p.yaml")))
                .containsExactly(
                        "p.yaml:2:9: error: rest.port: '70000' (expected: a port, 0-65535)",
                        "p.yaml:3:3: error: rest.prot: unknown setting (did you mean 'rest.port'?)",
                        "p.yaml:4:10: error: sandbox: 'yes' (expected: true or false)",
                        "p.yaml:5:16: error: limits.body: '5 apples' (expected: a size such as 64KiB or 16MiB)",
                        "p.yaml:5:36: error: limits.inFlight: '0' (expected: a number of 1 or more)",
                        "p.yaml:6:21: error: timeouts.connect: '0s' (expected: more than 0s)",
                        "p.yaml:6:32: error: timeouts.drain: 'soon' (expected: a time such as 250ms, 30s, 5m or 1h)",
                        "p.yaml:7:15: error: bus.public: 'world' (expected: local, cluster, off)",
                        "p.yaml:8:6: error: mcp: a value (expected: a section with port, host, allowedHosts,"
                                + " allowedOrigins, toolNames, pageSize, answer, kept, keptFor, progressEvery, listeners, keepAlive,"
                                + " confirmWithin)",
                        "p.yaml:9:1: error: upstream: unknown setting (did you mean 'upstreams'?)",
                        "p.yaml:10:14: error: log.level: [info] (expected: one value, not a list)",
                        "PORTOLAN_CONTROL_PORT: error: control.port: 'many' (expected: a port, 0-65535)",
                        "--mcp-port: error: mcp.port: '-1' (expected: a port, 0-65535)");
    }

    @Test
    void namesWhatIsOutOfBoundsOrDoesNotGoTogether() {
        write("""
                cluster:
                  beat: 5s
                  streamIdle: 1s
                streams:
                  window: 1B
                """);

        SettingsException refused = refused(new SettingsSources(file, false, Map.of(), Map.of()));

        assertThat(refused.getMessage().lines().map(line -> line.replace(file.toString(), "p.yaml")))
                .containsExactlyInAnyOrder(
                        "default: error: cluster.silence: 2500ms (expected: cluster.beat twice or more, so that a late"
                                + " one is not missed)",
                        "p.yaml:3:15: error: cluster.streamIdle: 1s (expected: 5s or more, since what is used is heard"
                                + " of once a second)",
                        "p.yaml:5:11: error: streams.window: 1B (expected: 1KiB or more)");
    }

    @Test
    void namesThePlaceOfWhatIsNoSettingsFile() {
        Map<String, String> faults = Map.of(
                "rest: {port: 1\n",
                "p.yaml:2:1: error: not YAML: ",
                "- rest\n",
                "p.yaml:1:1: error: not a mapping (expected: settings by name)",
                "rest:\n  port: 1\n  port: 2\n",
                "p.yaml:3:3: error: key 'port' stands twice (expected: once",
                "rest: {port: 1}\nrest.port: 2\n",
                "p.yaml:2:1: error: rest.port: set twice (expected: once; first at p.yaml:1:8)",
                "rest: {allowedHosts: [[a]]}\n",
                "p.yaml:1:23: error: rest.allowedHosts: an item that is no text (expected: a list of texts)",
                "? [a]\n: b\n",
                "p.yaml:1:3: error: a key is a list or mapping (expected: text");

        faults.forEach((text, fault) -> {
            write(text);

            SettingsException refused = refused(new SettingsSources(file, false, Map.of(), Map.of()));

            assertThat(refused.getMessage().replace(file.toString(), "p.yaml")).startsWith(fault);
        });
    }

    @Test
    void onlyWarnsOfVariablesItDoesNotKnow() {
        Settings settings = read(
                Map.of("PORTOLAN_REST_PROT", "1", "PORTOLAN_SERVICE_HOST", "10.0.0.1", "PORTOLAN_HOME", "/opt/p"),
                Map.of());

        assertThat(settings.warnings())
                .containsExactly(
                        "PORTOLAN_REST_PROT: warning: unknown variable (did you mean 'PORTOLAN_REST_PORT'?)",
                        "PORTOLAN_SERVICE_HOST: warning: unknown variable (did you mean 'PORTOLAN_REST_HOST'?)");
    }

    @Test
    void opensToOthersOnlyWhenToldThatThisIsInsecure() {
        Map<String, String> open = Map.of("rest.host", "0.0.0.0", "control.host", "::");

        SettingsException refused = refused(new SettingsSources(file, false, Map.of(), open));
        PortolanOptions allowed =
                read(Map.of("PORTOLAN_INSECURE", "true"), open).options();

        assertThat(refused.getMessage().lines())
                .containsExactly("control.host: error: control.host: '::' can be reached by others and callers are not"
                        + " authenticated (expected: a loopback address, or insecure: true)");
        assertThat(allowed.rest().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void readsTheRolesOfANodeAsAListAndRefusesWhatIsNone() {
        Map<String, String> clustered = Map.of("PORTOLAN_CLUSTER_ENABLED", "true");
        Map<String, String> faults = Map.of(
                "edge,consumers",
                "'consumers' (expected: edge, consumer)",
                ",",
                "'' (expected: at least one of edge, consumer)",
                "Edge",
                "'Edge' (expected: edge, consumer)");
        write("roles: [consumer]\n");

        assertThat(read(clustered, Map.of()).options().roles()).containsExactly(Role.CONSUMER);
        assertThat(read(clustered, Map.of("roles", "edge, consumer")).options().roles())
                .containsExactlyInAnyOrder(Role.values());
        faults.forEach((text, fault) -> assertThat(
                        refused(new SettingsSources(file, false, clustered, Map.of("roles", text))))
                .hasMessage("--roles: error: roles: " + fault));
    }

    @Test
    void refusesANodeThatServesNobody() {
        write("roles: [edge]\n");

        assertThat(refused(new SettingsSources(file, false, Map.of(), Map.of())))
                .hasMessage(file + ":1:8: error: roles: 'edge' serves nobody outside of a cluster (expected: edge,"
                        + " consumer, or cluster.enabled: true)");
    }

    private Settings read(Map<String, String> environment, Map<String, String> flags) {
        return read(new SettingsSources(file, false, environment, flags));
    }

    private Settings read(SettingsSources sources) {
        try {
            return new SettingsReader(vertx).read(sources).await(10, SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    private SettingsException refused(SettingsSources sources) {
        return catchThrowableOfType(SettingsException.class, () -> read(sources));
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
    }
}
