package io.portolan.cli.connect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program that speaks MCP, and how it is told of a server. */
public enum Client {
    CLAUDE_CODE("claude-code"),
    CLAUDE_DESKTOP("claude-desktop"),
    VSCODE("vscode"),
    CURSOR("cursor"),
    CODEX("codex");

    private final String word;

    Client(String word) {
        this.word = word;
    }

    /** The words that choose one. */
    public static List<String> words() {
        return Arrays.stream(values()).map(client -> client.word).toList();
    }

    /** The client of this word; null when there is none. */
    public static @Nullable Client of(String word) {
        return Arrays.stream(values())
                .filter(client -> client.word.equals(word))
                .findFirst()
                .orElse(null);
    }

    /** Where it looks for servers: in the project where it can, else in the user's own file. */
    public Path file(Places places) {
        return switch (this) {
            case CLAUDE_CODE -> places.project().resolve(".mcp.json");
            case CLAUDE_DESKTOP -> places.applications().resolve("Claude").resolve("claude_desktop_config.json");
            case VSCODE -> places.project().resolve(".vscode").resolve("mcp.json");
            case CURSOR -> places.project().resolve(".cursor").resolve("mcp.json");
            case CODEX ->
                places.folder("CODEX_HOME", places.home().resolve(".codex")).resolve("config.toml");
        };
    }

    /** How its file says it. */
    public ConfigText text(String name, Connection connection) {
        ObjectNode entry = entry(connection);
        return switch (this) {
            case VSCODE -> new JsonConfig("servers", name, entry);
            case CLAUDE_CODE, CLAUDE_DESKTOP, CURSOR -> new JsonConfig("mcpServers", name, entry);
            case CODEX -> new TomlConfig("mcp_servers", name, entry);
        };
    }

    /** The command of its own that does the same; null when it has none. */
    public @Nullable String command(String name, Connection connection) {
        String words = switch (this) {
            case CLAUDE_CODE -> "claude mcp add --scope project --transport";
            case CODEX -> "codex mcp add";
            case CLAUDE_DESKTOP, VSCODE, CURSOR -> null;
        };
        if (words == null) {
            return null;
        }
        boolean codex = this == CODEX;
        return switch (connection) {
            case Connection.Process process ->
                words + (codex ? " " : " stdio ") + name + " -- "
                        + Stream.concat(Stream.of(process.command()), process.arguments().stream())
                                .map(Client::shell)
                                .collect(Collectors.joining(" "));
            case Connection.Url url -> words + (codex ? " " + name + " --url " : " http " + name + " ") + url.url();
        };
    }

    private ObjectNode entry(Connection connection) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        switch (connection) {
            case Connection.Process process -> {
                if (this == CLAUDE_CODE || this == VSCODE || this == CURSOR) {
                    entry.put("type", "stdio");
                }
                command(entry, process);
            }
            case Connection.Url url -> {
                if (this == CLAUDE_DESKTOP) {
                    // Its file knows processes only; this one passes on what it hears.
                    List<String> arguments =
                            List.of("-y", "mcp-remote", url.url(), "--allow-http", "--transport", "http-only");
                    command(entry, new Connection.Process("npx", arguments));
                } else {
                    if (this == CLAUDE_CODE || this == VSCODE) {
                        entry.put("type", "http");
                    }
                    entry.put("url", url.url());
                }
            }
        }
        return entry;
    }

    private static void command(ObjectNode entry, Connection.Process process) {
        ArrayNode arguments = entry.put("command", process.command()).putArray("args");
        process.arguments().forEach(arguments::add);
    }

    private static String shell(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
