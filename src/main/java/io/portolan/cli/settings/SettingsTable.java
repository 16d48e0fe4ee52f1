package io.portolan.cli.settings;

import static io.portolan.cli.settings.SettingType.COUNT;
import static io.portolan.cli.settings.SettingType.FLAG;
import static io.portolan.cli.settings.SettingType.LIST;
import static io.portolan.cli.settings.SettingType.OPTIONAL_PORT;
import static io.portolan.cli.settings.SettingType.OPTIONAL_SIZE;
import static io.portolan.cli.settings.SettingType.PORT;
import static io.portolan.cli.settings.SettingType.SIZE;
import static io.portolan.cli.settings.SettingType.TEXT;
import static io.portolan.cli.settings.SettingType.TIME;
import static io.portolan.cli.settings.SettingType.TIME_OR_NONE;
import static io.portolan.cli.settings.SettingType.word;
import static io.portolan.cli.settings.SettingType.words;

import io.portolan.options.BusOptions.PublicAddresses;
import io.portolan.options.LogOptions.Level;
import io.portolan.options.Role;
import io.portolan.options.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

    static final Setting<Set<Role>> ROLES = Setting.of(
                    "roles",
                    words(Role.class),
                    options -> options.roles(),
                    "what this node of a cluster does: take calls, call the consumed APIs, or both")
            .flagged("--roles");

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
    static final Setting<Duration> TIMEOUTS_NOTICE = Setting.of(
            "timeouts.notice",
            TIME_OR_NONE,
            options -> options.timeouts().notice(),
            "how long calls are still taken when it is asked to stop and not ready any more, so that balancers notice");
    static final Setting<Duration> TIMEOUTS_DRAIN = Setting.of(
            "timeouts.drain",
            TIME_OR_NONE,
            options -> options.timeouts().drain(),
            "what calls under way are given when the process is asked to stop");

    static final Setting<Size> STREAMS_WHOLE = Setting.of(
            "streams.whole",
            SIZE,
            options -> options.streams().whole(),
            "what is known to be no larger is taken whole, not passed on as it comes");
    static final Setting<Size> STREAMS_MOST =
            Setting.of("streams.most", SIZE, options -> options.streams().most(), "the largest body that is passed on");
    static final Setting<Duration> STREAMS_TOTAL = Setting.of(
            "streams.total", TIME, options -> options.streams().total(), "how long one body may take to be passed on");
    static final Setting<Duration> STREAMS_PICK_UP = Setting.of(
            "streams.pickUp", TIME, options -> options.streams().pickUp(), "how long a body may wait for its reader");
    static final Setting<Size> STREAMS_WINDOW = Setting.of(
            "streams.window",
            SIZE,
            options -> options.streams().window(),
            "what may be under way of one body between event loops or nodes");
    static final Setting<Size> STREAMS_WINDOWS = Setting.of(
            "streams.windows", SIZE, options -> options.streams().windows(), "the same for all from one other node");
    static final Setting<@Nullable Size> STREAMS_SOCKETS = Setting.of(
            "streams.sockets",
            OPTIONAL_SIZE,
            options -> options.streams().sockets(),
            "the system's buffers of a connection, each way; it makes them as large as it likes otherwise");

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
            ROLES,
            REST_PORT,
            REST_HOST,
            REST_ALLOWED_HOSTS,
            REST_ALLOWED_ORIGINS,
            McpSettings.PORT,
            McpSettings.HOST,
            McpSettings.ALLOWED_HOSTS,
            McpSettings.ALLOWED_ORIGINS,
            McpSettings.TOOL_NAMES,
            McpSettings.PAGE_SIZE,
            McpSettings.ANSWER,
            McpSettings.KEPT,
            McpSettings.KEPT_FOR,
            McpSettings.PROGRESS_EVERY,
            McpSettings.LISTENERS,
            McpSettings.KEEP_ALIVE,
            McpSettings.CONFIRM_WITHIN,
            CONTROL_PORT,
            CONTROL_HOST,
            BUS_PUBLIC,
            ClusterSettings.ENABLED,
            ClusterSettings.NAME,
            ClusterSettings.SECRET_OF_ALL,
            ClusterSettings.HOST,
            ClusterSettings.PUBLIC_HOST,
            ClusterSettings.PORT_OF_HAZELCAST,
            ClusterSettings.BUS_PORT,
            ClusterSettings.STREAM_PORT,
            ClusterSettings.DISCOVERY,
            ClusterSettings.MEMBERS,
            ClusterSettings.SERVICE_DNS,
            ClusterSettings.LITE,
            ClusterSettings.BEAT,
            ClusterSettings.SILENCE,
            ClusterSettings.CONNECT,
            ClusterSettings.STREAM_IDLE,
            ClusterSettings.STREAM_GREETING,
            ClusterSettings.STREAM_CONNECTIONS,
            ClusterSettings.TLS_CERTIFICATE,
            ClusterSettings.TLS_KEY,
            ClusterSettings.TLS_TRUST,
            LIMITS_BODY,
            LIMITS_IN_FLIGHT,
            LIMITS_POOL,
            LIMITS_POOL_QUEUE,
            LIMITS_SHAPE_AT_ONCE,
            TIMEOUTS_CONNECT,
            TIMEOUTS_FIRST_BYTE,
            TIMEOUTS_IDLE,
            TIMEOUTS_TOTAL,
            TIMEOUTS_NOTICE,
            TIMEOUTS_DRAIN,
            STREAMS_WHOLE,
            STREAMS_MOST,
            STREAMS_TOTAL,
            STREAMS_PICK_UP,
            STREAMS_WINDOW,
            STREAMS_WINDOWS,
            STREAMS_SOCKETS,
            RELOAD_WATCH,
            RELOAD_DEBOUNCE,
            LOG_LEVEL);

    /** In the order of the manual. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    private SettingsTable() {}
}
