package io.portolan.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.cli.settings.Settings;
import io.portolan.cli.settings.SettingsReader;
import io.portolan.cli.settings.SettingsSources;
import io.portolan.options.Durations;
import io.portolan.options.PortolanOptions;
import io.portolan.options.Role;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code cluster/compose.yaml} says fits together, and is known to Compose and to Portolan. */
@ExtendWith(VertxExtension.class)
final class ComposeTest {

    /** Of the Compose specification, those in use. */
    private static final Set<String> KEYS = Set.of(
            "image",
            "build",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "restart",
            "stop_grace_period",
            "networks",
            "depends_on",
            "environment",
            "ports");

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private Map<?, ?> file;
    private final Map<String, Map<String, Object>> services = new LinkedHashMap<>();
    private final Map<String, Settings> settings = new HashMap<>();

    @BeforeEach
    void read(Vertx vertx) throws Exception {
        String text = Files.readString(Path.of("cluster", "compose.yaml"));
        file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        for (Map.Entry<?, ?> service : ((Map<?, ?>) file.get("services")).entrySet()) {
            String name = service.getKey().toString();
            services.put(name, merged(service.getValue()));
            settings.put(
                    name,
                    new SettingsReader(vertx)
                            .read(new SettingsSources(Path.of("none.yaml"), false, environment(name), Map.of()))
                            .await(10, SECONDS));
        }
    }

    @Test
    void hasThreeEdgesAndTheSandbox() {
        assertThat(services).containsOnlyKeys("sandbox", "node-1", "node-2", "node-3");
        assertThat(options("sandbox").roles()).containsExactly(Role.CONSUMER);
        for (String edge : List.of("node-1", "node-2", "node-3")) {
            assertThat(options(edge).roles()).as(edge).containsExactly(Role.EDGE);
        }
        assertThat(services.keySet())
                .as("a node takes calls from those alone that mean the same by them")
                .allMatch(name -> options(name).sandbox());
    }

    @Test
    void knowsEveryKeyAndEverySetting() {
        assertThat(file.keySet())
                .allMatch(key -> Set.of("name", "services", "networks").contains(key)
                        || key.toString().startsWith("x-"));
        services.forEach((name, service) -> {
            assertThat(KEYS).as(name).containsAll(service.keySet());
            assertThat(settings.get(name).warnings()).as(name).isEmpty();
        });
    }

    @Test
    void listsEveryNodeAsAMember() {
        services.keySet().forEach(name -> {
            PortolanOptions options = options(name);
            assertThat(options.cluster().enabled()).as(name).isTrue();
            assertThat(options.cluster().secret()).as(name).isNotNull();
            assertThat(options.cluster().members())
                    .as(name)
                    .containsExactlyElementsOf(services.keySet().stream()
                            .map(service ->
                                    service + ":" + options(service).cluster().port())
                            .toList());
        });
    }

    @Test
    void publishesWhatIsListenedOnAndOnLoopbackOnly() {
        List<String> outside = new ArrayList<>();
        services.forEach((name, service) -> {
            PortolanOptions options = options(name);
            for (Object published : (List<?>) service.getOrDefault("ports", List.of())) {
                String[] parts = published.toString().split(":");
                assertThat(parts).as(name).hasSize(3);
                assertThat(parts[0]).as(name).isEqualTo("127.0.0.1");
                outside.add(parts[1]);
                assertThat(Integer.valueOf(parts[2]))
                        .as(name)
                        .isIn(
                                options.rest().port(),
                                options.mcp().port(),
                                options.control().port());
            }
        });
        assertThat(outside).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void refersToWhatThereIs() {
        Set<?> networks = ((Map<?, ?>) file.get("networks")).keySet();
        services.forEach((name, service) -> {
            assertThat(services.keySet()).as(name).containsAll(texts(service.getOrDefault("depends_on", List.of())));
            assertThat(texts(service.get("networks"))).as(name).allMatch(networks::contains);
        });
    }

    @Test
    void leavesTimeForCallsToEnd() {
        services.forEach((name, service) -> {
            Duration grace = Durations.parse(service.get("stop_grace_period").toString());
            assertThat(grace)
                    .as(name)
                    .isGreaterThan(options(name).timeouts().drain().plusSeconds(5));
        });
    }

    private PortolanOptions options(String service) {
        return settings.get(service).options();
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        merged(services.get(service).get("environment"))
                .forEach((name, value) -> environment.put(
                        name, value.toString().startsWith("${PORTOLAN_CLUSTER_SECRET:?") ? SECRET : value.toString()));
        return environment;
    }

    /** With the keys of what it is merged with (YAML 1.1, as Compose reads it). */
    private static Map<String, Object> merged(Object mapping) {
        Map<String, Object> merged = new LinkedHashMap<>();
        Map<?, ?> fields = (Map<?, ?>) mapping;
        if (fields.get("<<") != null) {
            merged.putAll(merged(fields.get("<<")));
        }
        fields.forEach((key, value) -> {
            if (!key.equals("<<")) {
                merged.put(key.toString(), value);
            }
        });
        return merged;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }
}
