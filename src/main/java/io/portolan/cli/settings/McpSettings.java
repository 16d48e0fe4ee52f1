package io.portolan.cli.settings;

import static io.portolan.cli.settings.SettingType.COUNT_OR_NONE;
import static io.portolan.cli.settings.SettingType.LIST;
import static io.portolan.cli.settings.SettingType.OPTIONAL_PORT;
import static io.portolan.cli.settings.SettingType.SIZE;
import static io.portolan.cli.settings.SettingType.TEXT;
import static io.portolan.cli.settings.SettingType.TIME;
import static io.portolan.cli.settings.SettingType.word;

import io.portolan.options.McpOptions.ToolNames;
import io.portolan.options.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of section {@code mcp}. */
final class McpSettings {

    static final Setting<@Nullable Integer> PORT = Setting.of(
                    "mcp.port",
                    OPTIONAL_PORT,
                    options -> options.mcp().port(),
                    "one port for all MCP adapters instead of each file's own; 0 takes any free one")
            .flagged("--mcp-port");
    static final Setting<String> HOST = Setting.of(
                    "mcp.host", TEXT, options -> options.mcp().host(), "the address MCP binds")
            .flagged("--mcp-host");
    static final Setting<List<String>> ALLOWED_HOSTS = Setting.of(
            "mcp.allowedHosts",
            LIST,
            options -> options.mcp().allowedHosts(),
            "names accepted in Host besides loopback ones, while MCP binds loopback");
    static final Setting<List<String>> ALLOWED_ORIGINS = Setting.of(
            "mcp.allowedOrigins", LIST, options -> options.mcp().allowedOrigins(), "web origins that may call MCP");
    static final Setting<ToolNames> TOOL_NAMES = Setting.of(
            "mcp.toolNames",
            word(ToolNames.class),
            options -> options.mcp().toolNames(),
            "when a tool on /mcp carries its namespace: where names clash, always or never");

    static final Setting<Integer> PAGE_SIZE = Setting.of(
            "mcp.pageSize",
            COUNT_OR_NONE,
            options -> options.mcp().limits().pageSize(),
            "entries of one page of a list; 0 puts all in one page, since many clients read no other");
    static final Setting<Size> ANSWER = Setting.of(
            "mcp.answer",
            SIZE,
            options -> options.mcp().limits().answer(),
            "the largest answer of a tool in one piece; the rest of a larger one is behind a link");
    static final Setting<Size> KEPT = Setting.of(
            "mcp.kept",
            SIZE,
            options -> options.mcp().limits().kept(),
            "what is kept of larger answers that cannot simply be asked for again, all together");
    static final Setting<Duration> KEPT_FOR =
            Setting.of("mcp.keptFor", TIME, options -> options.mcp().limits().keptFor(), "how long it is kept");
    static final Setting<Duration> PROGRESS_EVERY = Setting.of(
            "mcp.progressEvery",
            TIME,
            options -> options.mcp().limits().progressEvery(),
            "between two signs of progress of a call that only waits");
    static final Setting<Integer> LISTENERS = Setting.of(
            "mcp.listeners",
            COUNT_OR_NONE,
            options -> options.mcp().limits().listeners(),
            "open streams of subscriptions/listen; more are refused");
    static final Setting<Duration> KEEP_ALIVE = Setting.of(
            "mcp.keepAlive",
            TIME,
            options -> options.mcp().limits().keepAlive(),
            "between two signs of life on a stream that has nothing to say");
    static final Setting<Duration> CONFIRM_WITHIN = Setting.of(
            "mcp.confirmWithin",
            TIME,
            options -> options.mcp().limits().confirmWithin(),
            "how long a caller has to confirm that something is to be destroyed");

    private McpSettings() {}
}
