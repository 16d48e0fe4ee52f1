package io.portolan.cli.settings;

import static io.portolan.cli.settings.SettingType.COUNT;
import static io.portolan.cli.settings.SettingType.COUNT_OR_NONE;
import static io.portolan.cli.settings.SettingType.FLAG;
import static io.portolan.cli.settings.SettingType.LIST;
import static io.portolan.cli.settings.SettingType.OPTIONAL_PORT;
import static io.portolan.cli.settings.SettingType.PORT;
import static io.portolan.cli.settings.SettingType.SECRET;
import static io.portolan.cli.settings.SettingType.SIZE;
import static io.portolan.cli.settings.SettingType.TEXT;
import static io.portolan.cli.settings.SettingType.TIME;
import static io.portolan.cli.settings.SettingType.TIME_OR_NONE;
import static io.portolan.cli.settings.SettingType.word;

import io.portolan.options.BusOptions.PublicAddresses;
import io.portolan.options.LogOptions.Level;
import io.portolan.options.McpOptions.ToolNames;
import io.portolan.options.Secret;
import io.portolan.options.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every setting there is. */
public final class SettingsTable {

    static final Setting<List<String>> CAPABILITIES = Setting.of(
            "capabilities",
            LIST,
            options -> options.capabilities(),
            "files and folders to serve; none serves the files that ship with Portolan");
    static final Setting<Boolean> SANDBOX = Setting.of(
                    "sandbox",
                    FLAG,
                    options -> options.sandbox(),
                    "answer every consumed API from a built-in one, no key needed")
            .flagged("--sandbox");
    static final Setting<Boolean> STRICT = Setting.of(
                    "strict", FLAG, options -> options.strict(), "serve nothing when there is an error in any file")
            .flagged("--strict");
    static final Setting<Boolean> INSECURE = Setting.of(
                    "insecure",
                    FLAG,
                    options -> options.insecure(),
                    "allow hosts beyond loopback though callers are not authenticated")
            .flagged("--insecure");

    static final Setting<@Nullable Integer> REST_PORT = Setting.of(
                    "rest.port",
                    OPTIONAL_PORT,
                    options -> options.rest().port(),
                    "one port for all REST adapters instead of each file's own; 0 takes any free one")
            .flagged("--rest-port");
    static final Setting<String> REST_HOST = Setting.of(
                    "rest.host", TEXT, options -> options.rest().host(), "the address REST binds")
            .flagged("--rest-host");
    static final Setting<List<String>> REST_ALLOWED_HOSTS = Setting.of(
            "rest.allowedHosts",
            LIST,
            options -> options.rest().allowedHosts(),
            "names accepted in Host besides loopback ones, while REST binds loopback");
    static final Setting<List<String>> REST_ALLOWED_ORIGINS = Setting.of(
            "rest.allowedOrigins",
            LIST,
            options -> options.rest().allowedOrigins(),
            "web origins that may call REST, such as https://app.example; they get CORS headers");

    static final Setting<@Nullable Integer> MCP_PORT = Setting.of(
                    "mcp.port",
                    OPTIONAL_PORT,
                    options -> options.mcp().port(),
                    "one port for all MCP adapters instead of each file's own; 0 takes any free one")
            .flagged("--mcp-port");
    static final Setting<String> MCP_HOST = Setting.of(
                    "mcp.host", TEXT, options -> options.mcp().host(), "the address MCP binds")
            .flagged("--mcp-host");
    static final Setting<List<String>> MCP_ALLOWED_HOSTS = Setting.of(
            "mcp.allowedHosts",
            LIST,
            options -> options.mcp().allowedHosts(),
            "names accepted in Host besides loopback ones, while MCP binds loopback");
    static final Setting<List<String>> MCP_ALLOWED_ORIGINS = Setting.of(
            "mcp.allowedOrigins", LIST, options -> options.mcp().allowedOrigins(), "web origins that may call MCP");
    static final Setting<ToolNames> MCP_TOOL_NAMES = Setting.of(
            "mcp.toolNames",
            word(ToolNames.class),
            options -> options.mcp().toolNames(),
            "when a tool on /mcp carries its namespace: where names clash, always or never");

    static final Setting<Integer> MCP_PAGE_SIZE = Setting.of(
            "mcp.pageSize",
            COUNT_OR_NONE,
            options -> options.mcp().limits().pageSize(),
            "entries of one page of a list; 0 puts all in one page, since many clients read no other");
    static final Setting<Size> MCP_ANSWER = Setting.of(
            "mcp.answer",
            SIZE,
            options -> options.mcp().limits().answer(),
            "the largest answer of a tool in one piece; the rest of a larger one is behind a link");
    static final Setting<Size> MCP_KEPT = Setting.of(
            "mcp.kept",
            SIZE,
            options -> options.mcp().limits().kept(),
            "what is kept of larger answers that cannot simply be asked for again, all together");
    static final Setting<Duration> MCP_KEPT_FOR =
            Setting.of("mcp.keptFor", TIME, options -> options.mcp().limits().keptFor(), "how long it is kept");
    static final Setting<Duration> MCP_PROGRESS_EVERY = Setting.of(
            "mcp.progressEvery",
            TIME,
            options -> options.mcp().limits().progressEvery(),
            "between two signs of progress of a call that only waits");
    static final Setting<Integer> MCP_LISTENERS = Setting.of(
            "mcp.listeners",
            COUNT_OR_NONE,
            options -> options.mcp().limits().listeners(),
            "open streams of subscriptions/listen; more are refused");
    static final Setting<Duration> MCP_KEEP_ALIVE = Setting.of(
            "mcp.keepAlive",
            TIME,
            options -> options.mcp().limits().keepAlive(),
            "between two signs of life on a stream that has nothing to say");
    static final Setting<Duration> MCP_CONFIRM_WITHIN = Setting.of(
            "mcp.confirmWithin",
            TIME,
            options -> options.mcp().limits().confirmWithin(),
            "how long a caller has to confirm that something is to be destroyed");

    static final Setting<Integer> CONTROL_PORT = Setting.of(
                    "control.port",
                    PORT,
                    options -> options.control().port(),
                    "health, metrics and the plan; 0 takes any free port")
            .flagged("--control-port");
    static final Setting<String> CONTROL_HOST =
            Setting.of("control.host", TEXT, options -> options.control().host(), "the address control binds");

    static final Setting<PublicAddresses> BUS_PUBLIC = Setting.of(
            "bus.public",
            word(PublicAddresses.class),
            options -> options.bus().publicAddresses(),
            "who may call capability.<namespace>.<operation> on the event bus: this process, the cluster or nobody");

    static final Setting<Boolean> CLUSTER_ENABLED = Setting.of(
                    "cluster.enabled",
                    FLAG,
                    options -> options.cluster().enabled(),
                    "join other nodes through Hazelcast")
            .flagged("--cluster");
    static final Setting<String> CLUSTER_NAME =
            Setting.of("cluster.name", TEXT, options -> options.cluster().name(), "only nodes of the same name join");
    static final Setting<@Nullable Secret> CLUSTER_SECRET = Setting.of(
            "cluster.secret",
            SECRET,
            options -> options.cluster().secret(),
            "what all nodes know and nobody else, 32 characters or more; seals what MCP clients keep for us");
    static final Setting<String> CLUSTER_HOST = Setting.of(
            "cluster.host", TEXT, options -> options.cluster().host(), "the address this node binds for other nodes");
    static final Setting<Integer> CLUSTER_PORT = Setting.of(
            "cluster.port",
            PORT,
            options -> options.cluster().port(),
            "of Hazelcast on this node; 0 takes any free one");
    static final Setting<List<String>> CLUSTER_MEMBERS =
            Setting.of("cluster.members", LIST, options -> options.cluster().members(), "host:port of nodes to join");

    static final Setting<Size> LIMITS_BODY =
            Setting.of("limits.body", SIZE, options -> options.limits().body(), "the largest request or answer body");
    static final Setting<Integer> LIMITS_IN_FLIGHT = Setting.of(
            "limits.inFlight",
            COUNT,
            options -> options.limits().inFlight(),
            "calls under way to one consumed API; more are refused");
    static final Setting<Integer> LIMITS_POOL =
            Setting.of("limits.pool", COUNT, options -> options.limits().pool(), "connections to one consumed API");
    static final Setting<Integer> LIMITS_POOL_QUEUE = Setting.of(
            "limits.poolQueue",
            COUNT,
            options -> options.limits().poolQueue(),
            "calls that wait for a connection; more are refused");
    static final Setting<Size> LIMITS_SHAPE_AT_ONCE = Setting.of(
            "limits.shapeAtOnce",
            SIZE,
            options -> options.limits().shapeAtOnce(),
            "the largest answer that is decoded and shaped where it arrives; larger ones hold up no other call");

    static final Setting<Duration> TIMEOUTS_CONNECT =
            Setting.of("timeouts.connect", TIME, options -> options.timeouts().connect(), "to reach a consumed API");
    static final Setting<Duration> TIMEOUTS_FIRST_BYTE = Setting.of(
            "timeouts.firstByte", TIME, options -> options.timeouts().firstByte(), "until its answer begins");
    static final Setting<Duration> TIMEOUTS_IDLE =
            Setting.of("timeouts.idle", TIME, options -> options.timeouts().idle(), "silence on a connection");
    static final Setting<Duration> TIMEOUTS_TOTAL =
            Setting.of("timeouts.total", TIME, options -> options.timeouts().total(), "one call from end to end");
    static final Setting<Duration> TIMEOUTS_DRAIN = Setting.of(
            "timeouts.drain",
            TIME_OR_NONE,
            options -> options.timeouts().drain(),
            "what calls under way are given when the process is asked to stop");

    static final Setting<Boolean> RELOAD_WATCH = Setting.of(
                    "reload.watch",
                    FLAG,
                    options -> options.reload().watch(),
                    "serve what files say as soon as they change")
            .flagged("--watch");
    static final Setting<Duration> RELOAD_DEBOUNCE = Setting.of(
            "reload.debounce",
            TIME_OR_NONE,
            options -> options.reload().debounce(),
            "how long files have to be quiet after a change");

    static final Setting<Level> LOG_LEVEL = Setting.of(
                    "log.level",
                    word(Level.class),
                    options -> options.log().level(),
                    "the least severe lines on standard error")
            .flagged("--log-level");

    private static final List<Setting<?>> ALL = List.of(
            CAPABILITIES,
            SANDBOX,
            STRICT,
            INSECURE,
            REST_PORT,
            REST_HOST,
            REST_ALLOWED_HOSTS,
            REST_ALLOWED_ORIGINS,
            MCP_PORT,
            MCP_HOST,
            MCP_ALLOWED_HOSTS,
            MCP_ALLOWED_ORIGINS,
            MCP_TOOL_NAMES,
            MCP_PAGE_SIZE,
            MCP_ANSWER,
            MCP_KEPT,
            MCP_KEPT_FOR,
            MCP_PROGRESS_EVERY,
            MCP_LISTENERS,
            MCP_KEEP_ALIVE,
            MCP_CONFIRM_WITHIN,
            CONTROL_PORT,
            CONTROL_HOST,
            BUS_PUBLIC,
            CLUSTER_ENABLED,
            CLUSTER_NAME,
            CLUSTER_SECRET,
            CLUSTER_HOST,
            CLUSTER_PORT,
            CLUSTER_MEMBERS,
            LIMITS_BODY,
            LIMITS_IN_FLIGHT,
            LIMITS_POOL,
            LIMITS_POOL_QUEUE,
            LIMITS_SHAPE_AT_ONCE,
            TIMEOUTS_CONNECT,
            TIMEOUTS_FIRST_BYTE,
            TIMEOUTS_IDLE,
            TIMEOUTS_TOTAL,
            TIMEOUTS_DRAIN,
            RELOAD_WATCH,
            RELOAD_DEBOUNCE,
            LOG_LEVEL);

    /** In the order of the manual. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    private SettingsTable() {}
}
