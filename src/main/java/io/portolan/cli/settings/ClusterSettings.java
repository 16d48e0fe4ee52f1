package io.portolan.cli.settings;

import static io.portolan.cli.settings.SettingType.COUNT;
import static io.portolan.cli.settings.SettingType.FLAG;
import static io.portolan.cli.settings.SettingType.LIST;
import static io.portolan.cli.settings.SettingType.OPTIONAL_TEXT;
import static io.portolan.cli.settings.SettingType.PORT;
import static io.portolan.cli.settings.SettingType.SECRET;
import static io.portolan.cli.settings.SettingType.TEXT;
import static io.portolan.cli.settings.SettingType.TIME;
import static io.portolan.cli.settings.SettingType.word;

import io.portolan.options.ClusterOptions.Discovery;
import io.portolan.options.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of section {@code cluster}. */
final class ClusterSettings {

    static final Setting<Boolean> ENABLED = Setting.of(
                    "cluster.enabled",
                    FLAG,
                    options -> options.cluster().enabled(),
                    "join other nodes through Hazelcast")
            .flagged("--cluster");
    static final Setting<String> NAME =
            Setting.of("cluster.name", TEXT, options -> options.cluster().name(), "only nodes of the same name join");
    static final Setting<@Nullable Secret> SECRET_OF_ALL = Setting.of(
            "cluster.secret",
            SECRET,
            options -> options.cluster().secret(),
            "what all nodes know and nobody else, 32 characters or more; seals what they tell each other and what MCP"
                    + " clients keep for us");
    static final Setting<String> HOST = Setting.of(
            "cluster.host", TEXT, options -> options.cluster().host(), "the address this node binds for other nodes");
    static final Setting<@Nullable String> PUBLIC_HOST = Setting.of(
            "cluster.publicHost",
            OPTIONAL_TEXT,
            options -> options.cluster().publicHost(),
            "where other nodes reach this one, if not at the address it binds");
    static final Setting<Integer> PORT_OF_HAZELCAST = Setting.of(
            "cluster.port", PORT, options -> options.cluster().port(), "of Hazelcast here; 0 takes any free one");
    static final Setting<Integer> BUS_PORT = Setting.of(
            "cluster.busPort",
            PORT,
            options -> options.cluster().busPort(),
            "of the event bus here; 0 takes any free one");
    static final Setting<Integer> STREAM_PORT = Setting.of(
            "cluster.streamPort",
            PORT,
            options -> options.cluster().streamPort(),
            "of streams between nodes here; 0 takes any free one");
    static final Setting<Discovery> DISCOVERY = Setting.of(
            "cluster.discovery",
            word(Discovery.class),
            options -> options.cluster().discovery(),
            "how nodes find each other: as listed in members, or by the service that Kubernetes has for them");
    static final Setting<List<String>> MEMBERS =
            Setting.of("cluster.members", LIST, options -> options.cluster().members(), "host:port of nodes to join");
    static final Setting<@Nullable String> SERVICE_DNS = Setting.of(
            "cluster.kubernetes.serviceDns",
            OPTIONAL_TEXT,
            options -> options.cluster().serviceDns(),
            "the name of the headless service, for discovery: kubernetes");
    static final Setting<Boolean> LITE = Setting.of(
            "cluster.lite",
            FLAG,
            options -> options.cluster().lite(),
            "leave it to others to remember who listens where; never on every node");
    static final Setting<Duration> BEAT = Setting.of(
            "cluster.beat",
            TIME,
            options -> options.cluster().beats().every(),
            "between two times that this node tells all others that it lives");
    static final Setting<Duration> SILENCE = Setting.of(
            "cluster.silence",
            TIME,
            options -> options.cluster().beats().silence(),
            "after which another node that was not heard is taken for dead");
    static final Setting<Duration> CONNECT = Setting.of(
            "cluster.connect",
            TIME,
            options -> options.cluster().peers().connect(),
            "how long making a connection to another node may take");
    static final Setting<Duration> STREAM_IDLE = Setting.of(
            "cluster.streamIdle",
            TIME,
            options -> options.cluster().peers().streamIdle(),
            "after which a connection for streams that nothing goes over is closed; the same on all nodes");
    static final Setting<Duration> STREAM_GREETING = Setting.of(
            "cluster.streamGreeting",
            TIME,
            options -> options.cluster().peers().streamGreeting(),
            "how long a node that has made a connection for streams may take to say whom it is meant for");
    static final Setting<Integer> STREAM_CONNECTIONS = Setting.of(
            "cluster.streamConnections",
            COUNT,
            options -> options.cluster().peers().streamConnections(),
            "for streams, that other nodes may have open here; each makes one");
    static final Setting<@Nullable String> TLS_CERTIFICATE = Setting.of(
            "cluster.tls.certificate",
            OPTIONAL_TEXT,
            options -> options.cluster().tls().certificate(),
            "the PEM file of this node's certificate; turns on TLS between nodes");
    static final Setting<@Nullable String> TLS_KEY = Setting.of(
            "cluster.tls.key", OPTIONAL_TEXT, options -> options.cluster().tls().key(), "the PEM file of its key");
    static final Setting<@Nullable String> TLS_TRUST = Setting.of(
            "cluster.tls.trust",
            OPTIONAL_TEXT,
            options -> options.cluster().tls().trust(),
            "the PEM file of the certificates that other nodes' come from");

    private ClusterSettings() {}
}
