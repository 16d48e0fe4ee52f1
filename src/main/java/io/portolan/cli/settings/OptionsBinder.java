package io.portolan.cli.settings;

import io.portolan.options.BeatOptions;
import io.portolan.options.BusOptions;
import io.portolan.options.ClusterOptions;
import io.portolan.options.ControlOptions;
import io.portolan.options.LimitOptions;
import io.portolan.options.LogOptions;
import io.portolan.options.McpLimits;
import io.portolan.options.McpOptions;
import io.portolan.options.PeerOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.ReloadOptions;
import io.portolan.options.RestOptions;
import io.portolan.options.Role;
import io.portolan.options.StreamOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.options.TlsOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes options of what was written, and notes everything that cannot be read. */
final class OptionsBinder {

    private static final PortolanOptions DEFAULTS = PortolanOptions.defaults();
    // RFC 1122 3.2.1.3 and RFC 4291 2.5.3; a name other than localhost would need a lookup to be judged.
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]");

    private final Map<String, Given> given;
    private final List<SettingProblem> problems;

    /**
     * @param given by the setting's name
     * @param problems what is found is added here
     */
    OptionsBinder(Map<String, Given> given, List<SettingProblem> problems) {
        this.given = given;
        this.problems = problems;
    }

    PortolanOptions bind() {
        PortolanOptions options = new PortolanOptions(
                value(SettingsTable.CAPABILITIES),
                value(SettingsTable.SANDBOX),
                value(SettingsTable.STRICT),
                value(SettingsTable.INSECURE),
                value(SettingsTable.ROLES),
                rest(),
                mcp(),
                new ControlOptions(value(SettingsTable.CONTROL_PORT), value(SettingsTable.CONTROL_HOST)),
                new BusOptions(value(SettingsTable.BUS_PUBLIC)),
                cluster(),
                limits(),
                timeouts(),
                bounded(DEFAULTS.streams(), this::streams),
                List.of(),
                new ReloadOptions(value(SettingsTable.RELOAD_WATCH), value(SettingsTable.RELOAD_DEBOUNCE)),
                new LogOptions(value(SettingsTable.LOG_LEVEL)));
        // The hosts of the other edges depend on whether the files make callers prove who they are.
        if (!options.insecure()) {
            requireLoopback(SettingsTable.CONTROL_HOST, options.control().host());
        }
        if (!options.cluster().enabled()) {
            requireEveryRole(options.roles());
        }
        return options;
    }

    private RestOptions rest() {
        return new RestOptions(
                value(SettingsTable.REST_PORT),
                value(SettingsTable.REST_HOST),
                value(SettingsTable.REST_ALLOWED_HOSTS),
                value(SettingsTable.REST_ALLOWED_ORIGINS));
    }

    private McpOptions mcp() {
        return new McpOptions(
                value(McpSettings.PORT),
                value(McpSettings.HOST),
                value(McpSettings.ALLOWED_HOSTS),
                value(McpSettings.ALLOWED_ORIGINS),
                value(McpSettings.TOOL_NAMES),
                mcpLimits());
    }

    private McpLimits mcpLimits() {
        return new McpLimits(
                value(McpSettings.PAGE_SIZE),
                value(McpSettings.ANSWER),
                value(McpSettings.KEPT),
                value(McpSettings.KEPT_FOR),
                value(McpSettings.PROGRESS_EVERY),
                value(McpSettings.LISTENERS),
                value(McpSettings.KEEP_ALIVE),
                value(McpSettings.CONFIRM_WITHIN));
    }

    private ClusterOptions cluster() {
        return new ClusterOptions(
                value(ClusterSettings.ENABLED),
                value(ClusterSettings.NAME),
                value(ClusterSettings.SECRET_OF_ALL),
                value(ClusterSettings.HOST),
                value(ClusterSettings.PUBLIC_HOST),
                value(ClusterSettings.PORT_OF_HAZELCAST),
                value(ClusterSettings.BUS_PORT),
                value(ClusterSettings.STREAM_PORT),
                value(ClusterSettings.DISCOVERY),
                value(ClusterSettings.MEMBERS),
                value(ClusterSettings.SERVICE_DNS),
                value(ClusterSettings.LITE),
                bounded(DEFAULTS.cluster().beats(), this::beats),
                bounded(DEFAULTS.cluster().peers(), this::peers),
                new TlsOptions(
                        value(ClusterSettings.TLS_CERTIFICATE),
                        value(ClusterSettings.TLS_KEY),
                        value(ClusterSettings.TLS_TRUST)));
    }

    private BeatOptions beats() {
        return new BeatOptions(value(ClusterSettings.BEAT), value(ClusterSettings.SILENCE));
    }

    private PeerOptions peers() {
        return new PeerOptions(
                value(ClusterSettings.CONNECT),
                value(ClusterSettings.STREAM_IDLE),
                value(ClusterSettings.STREAM_GREETING),
                value(ClusterSettings.STREAM_CONNECTIONS));
    }

    private LimitOptions limits() {
        return new LimitOptions(
                value(SettingsTable.LIMITS_BODY),
                value(SettingsTable.LIMITS_IN_FLIGHT),
                value(SettingsTable.LIMITS_POOL),
                value(SettingsTable.LIMITS_POOL_QUEUE),
                value(SettingsTable.LIMITS_SHAPE_AT_ONCE));
    }

    private TimeoutOptions timeouts() {
        return new TimeoutOptions(
                value(SettingsTable.TIMEOUTS_CONNECT),
                value(SettingsTable.TIMEOUTS_FIRST_BYTE),
                value(SettingsTable.TIMEOUTS_IDLE),
                value(SettingsTable.TIMEOUTS_TOTAL),
                value(SettingsTable.TIMEOUTS_NOTICE),
                value(SettingsTable.TIMEOUTS_DRAIN));
    }

    private StreamOptions streams() {
        return new StreamOptions(
                value(SettingsTable.STREAMS_WHOLE),
                value(SettingsTable.STREAMS_MOST),
                value(SettingsTable.STREAMS_TOTAL),
                value(SettingsTable.STREAMS_PICK_UP),
                value(SettingsTable.STREAMS_WINDOW),
                value(SettingsTable.STREAMS_WINDOWS),
                value(SettingsTable.STREAMS_SOCKETS));
    }

    /** Bounds, and values that do not go together, are told by the options themselves: {@code name: text}. */
    private <T> T bounded(T otherwise, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException refused) {
            String[] told = String.valueOf(refused.getMessage()).split(": ", 2);
            Given written = given.get(told[0]);
            problems.add(new SettingProblem(written == null ? "default" : written.origin(), told[0], told[1]));
            return otherwise;
        }
    }

    private <T extends @Nullable Object> T value(Setting<T> setting) {
        Given written = given.get(setting.name());
        if (written != null) {
            try {
                return setting.type().read().apply(written);
            } catch (IllegalArgumentException unreadable) {
                problems.add(
                        new SettingProblem(written.origin(), setting.name(), String.valueOf(unreadable.getMessage())));
            }
        }
        return setting.place().apply(DEFAULTS);
    }

    /** Alone, a node that does not do everything serves nobody. */
    private void requireEveryRole(Set<Role> roles) {
        Given written = given.get(SettingsTable.ROLES.name());
        if (written != null && roles.size() < Role.values().length) {
            problems.add(new SettingProblem(
                    written.origin(),
                    SettingsTable.ROLES.name(),
                    "'" + String.join(", ", written.items()) + "' serves nobody outside of a cluster"
                            + " (expected: edge, consumer, or cluster.enabled: true)"));
        }
    }

    private void requireLoopback(Setting<String> setting, String host) {
        Given written = given.get(setting.name());
        if (written != null && !LOOPBACK.matcher(host).matches()) {
            problems.add(new SettingProblem(
                    written.origin(),
                    setting.name(),
                    "'" + host + "' can be reached by others and callers are not authenticated"
                            + " (expected: a loopback address, or insecure: true)"));
        }
    }
}
