package io.portolan.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.options.PortolanOptions;
import io.portolan.options.Size;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SettingsTableTest {

    /** Name, variable, flag, default, and another value to see it arrive. */
    private static final String EVERY_SETTING = """
            capabilities         | PORTOLAN_CAPABILITIES          |                | []               | [a.yaml, more]
            sandbox              | PORTOLAN_SANDBOX               | --sandbox      | false            | true
            strict               | PORTOLAN_STRICT                | --strict       | false            | true
            insecure             | PORTOLAN_INSECURE              | --insecure     | false            | true
            roles                | PORTOLAN_ROLES                 | --roles        | [edge, consumer] | [edge]
            rest.port            | PORTOLAN_REST_PORT             | --rest-port    |                  | 8181
            rest.host            | PORTOLAN_REST_HOST             | --rest-host    | 127.0.0.1        | localhost
            rest.allowedHosts    | PORTOLAN_REST_ALLOWED_HOSTS    |                | []               | [api.example]
            rest.allowedOrigins  | PORTOLAN_REST_ALLOWED_ORIGINS  |                | []               | [https://a.example, https://b.example]
            mcp.port             | PORTOLAN_MCP_PORT              | --mcp-port     |                  | 0
            mcp.host             | PORTOLAN_MCP_HOST              | --mcp-host     | 127.0.0.1        | ::1
            mcp.allowedHosts     | PORTOLAN_MCP_ALLOWED_HOSTS     |                | []               | [mcp.example]
            mcp.allowedOrigins   | PORTOLAN_MCP_ALLOWED_ORIGINS   |                | []               | [https://c.example]
            mcp.toolNames        | PORTOLAN_MCP_TOOL_NAMES        |                | auto             | always
            mcp.pageSize         | PORTOLAN_MCP_PAGE_SIZE         |                | 0                | 500
            mcp.answer           | PORTOLAN_MCP_ANSWER            |                | 256KiB           | 1MiB
            mcp.kept             | PORTOLAN_MCP_KEPT              |                | 64MiB            | 8MiB
            mcp.keptFor          | PORTOLAN_MCP_KEPT_FOR          |                | 5m               | 1m
            mcp.progressEvery    | PORTOLAN_MCP_PROGRESS_EVERY    |                | 5s               | 1s
            mcp.listeners        | PORTOLAN_MCP_LISTENERS         |                | 1024             | 0
            mcp.keepAlive        | PORTOLAN_MCP_KEEP_ALIVE        |                | 15s              | 30s
            mcp.confirmWithin    | PORTOLAN_MCP_CONFIRM_WITHIN    |                | 10m              | 2m
            control.port         | PORTOLAN_CONTROL_PORT          | --control-port | 9091             | 65535
            control.host         | PORTOLAN_CONTROL_HOST          |                | 127.0.0.1        | 127.0.0.2
            bus.public           | PORTOLAN_BUS_PUBLIC            |                | local            | off
            cluster.enabled      | PORTOLAN_CLUSTER_ENABLED       | --cluster      | false            | true
            cluster.name         | PORTOLAN_CLUSTER_NAME          |                | portolan         | harbour
            cluster.secret       | PORTOLAN_CLUSTER_SECRET        |                |                  | 0123456789abcdef0123456789abcdef
            cluster.host         | PORTOLAN_CLUSTER_HOST          |                | 127.0.0.1        | 10.0.0.7
            cluster.publicHost   | PORTOLAN_CLUSTER_PUBLIC_HOST   |                |                  | node-1.example
            cluster.port         | PORTOLAN_CLUSTER_PORT          |                | 5701             | 5800
            cluster.busPort      | PORTOLAN_CLUSTER_BUS_PORT      |                | 0                | 5702
            cluster.streamPort   | PORTOLAN_CLUSTER_STREAM_PORT   |                | 0                | 5703
            cluster.discovery    | PORTOLAN_CLUSTER_DISCOVERY     |                | tcp-ip           | kubernetes
            cluster.members      | PORTOLAN_CLUSTER_MEMBERS       |                | [127.0.0.1:5701] | [10.0.0.8:5800, 10.0.0.9:5800]
            cluster.kubernetes.serviceDns | PORTOLAN_CLUSTER_KUBERNETES_SERVICE_DNS | | | portolan-nodes.default.svc
            cluster.lite         | PORTOLAN_CLUSTER_LITE          |                | false            | true
            cluster.beat         | PORTOLAN_CLUSTER_BEAT          |                | 1s               | 500ms
            cluster.silence      | PORTOLAN_CLUSTER_SILENCE       |                | 2500ms           | 5s
            cluster.connect      | PORTOLAN_CLUSTER_CONNECT       |                | 2s               | 4s
            cluster.streamIdle   | PORTOLAN_CLUSTER_STREAM_IDLE   |                | 1m               | 10s
            cluster.streamGreeting | PORTOLAN_CLUSTER_STREAM_GREETING |            | 5s               | 1s
            cluster.streamConnections | PORTOLAN_CLUSTER_STREAM_CONNECTIONS |      | 1024             | 16
            cluster.tls.certificate | PORTOLAN_CLUSTER_TLS_CERTIFICATE |           |                  | node.pem
            cluster.tls.key      | PORTOLAN_CLUSTER_TLS_KEY       |                |                  | node.key
            cluster.tls.trust    | PORTOLAN_CLUSTER_TLS_TRUST     |                |                  | ca.pem
            limits.body          | PORTOLAN_LIMITS_BODY           |                | 16MiB            | 64KiB
            limits.inFlight      | PORTOLAN_LIMITS_IN_FLIGHT      |                | 2048             | 1
            limits.pool          | PORTOLAN_LIMITS_POOL           |                | 2048             | 16
            limits.poolQueue     | PORTOLAN_LIMITS_POOL_QUEUE     |                | 2048             | 99
            limits.shapeAtOnce   | PORTOLAN_LIMITS_SHAPE_AT_ONCE  |                | 256KiB           | 1MiB
            timeouts.connect     | PORTOLAN_TIMEOUTS_CONNECT      |                | 5s               | 250ms
            timeouts.firstByte   | PORTOLAN_TIMEOUTS_FIRST_BYTE   |                | 1m               | 7s
            timeouts.idle        | PORTOLAN_TIMEOUTS_IDLE         |                | 1m               | 1h
            timeouts.total       | PORTOLAN_TIMEOUTS_TOTAL        |                | 2m               | 90s
            timeouts.notice      | PORTOLAN_TIMEOUTS_NOTICE       |                | 0s               | 5s
            timeouts.drain       | PORTOLAN_TIMEOUTS_DRAIN        |                | 30s              | 0s
            streams.whole        | PORTOLAN_STREAMS_WHOLE         |                | 64KiB            | 1KiB
            streams.most         | PORTOLAN_STREAMS_MOST          |                | 100GiB           | 1GiB
            streams.total        | PORTOLAN_STREAMS_TOTAL         |                | 24h              | 1h
            streams.pickUp       | PORTOLAN_STREAMS_PICK_UP       |                | 10s              | 2s
            streams.window       | PORTOLAN_STREAMS_WINDOW        |                | 512KiB           | 1MiB
            streams.windows      | PORTOLAN_STREAMS_WINDOWS       |                | 32MiB            | 8MiB
            streams.sockets      | PORTOLAN_STREAMS_SOCKETS       |                |                  | 256KiB
            reload.watch | PORTOLAN_RELOAD_WATCH | --watch | true | false
            reload.debounce | PORTOLAN_RELOAD_DEBOUNCE | | 200ms | 2s
            log.level            | PORTOLAN_LOG_LEVEL             | --log-level    | info             | debug
            """;

    @Test
    void statesEverySettingAndItsDefault() {
        PortolanOptions defaults = PortolanOptions.defaults();

        List<String> actual = SettingsTable.all().stream()
                .map(setting -> String.join(
                        "|",
                        setting.name(),
                        setting.variable(),
                        setting.flag() == null ? "" : setting.flag(),
                        setting.text(defaults)))
                .toList();

        assertThat(actual)
                .containsExactlyElementsOf(rows().stream()
                        .map(row -> String.join("|", row.subList(0, 4)))
                        .toList());
    }

    @Test
    void bringsEverySettingToItsOwnPlaceInTheOptions() {
        for (List<String> row : rows()) {
            Map<String, String> expected = texts(PortolanOptions.defaults());
            expected.put(row.get(0), row.get(0).endsWith("secret") ? "***" : row.get(4));
            SettingsLayers layers = new SettingsLayers();
            Map<String, String> environment = new HashMap<>();
            environment.put(row.get(1), row.get(4).replaceAll("^\\[|]$", ""));
            if (row.get(0).equals("roles")) {
                // Without a cluster, a node that leaves something to others is refused.
                environment.put("PORTOLAN_CLUSTER_ENABLED", "true");
                expected.put("cluster.enabled", "true");
            }

            layers.environment(environment);

            assertThat(texts(layers.bind())).as(row.get(0)).isEqualTo(expected);
            assertThat(row.get(4)).as("another value for " + row.get(0)).isNotEqualTo(row.get(3));
        }
    }

    /** The upstreams have a reader of their own, since their names are not known beforehand. */
    @Test
    void leavesNoPartOfTheOptionsOut() {
        assertThat(SettingsTable.all()).hasSize(leaves(PortolanOptions.class) - 1);
    }

    @Test
    void givesEveryFlagToOneSettingOnly() {
        List<String> flags = SettingsTable.all().stream()
                .map(Setting::flag)
                .filter(flag -> flag != null)
                .collect(Collectors.toCollection(ArrayList::new));

        assertThat(flags).doesNotHaveDuplicates();
    }

    private static Map<String, String> texts(PortolanOptions options) {
        Map<String, String> texts = new HashMap<>();
        SettingsTable.all().forEach(setting -> texts.put(setting.name(), setting.text(options)));
        return texts;
    }

    private static int leaves(Class<?> options) {
        return Arrays.stream(options.getRecordComponents())
                .map(RecordComponent::getType)
                .mapToInt(type -> type.isRecord() && !type.equals(Size.class) ? leaves(type) : 1)
                .sum();
    }

    private static List<List<String>> rows() {
        return EVERY_SETTING
                .lines()
                .map(line ->
                        List.of(line.split("\\|")).stream().map(String::trim).toList())
                .toList();
    }
}
