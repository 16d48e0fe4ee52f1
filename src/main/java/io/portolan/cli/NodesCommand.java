package io.portolan.cli;

import io.portolan.options.ControlOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code portolan nodes}: asks a running node who is in its cluster. */
final class NodesCommand implements Verb {

    private static final String CONTROL = "--control";
    private static final String HEADER = "--header";
    private static final String OUTPUT = "--output";

    private static final String PORT = "PORTOLAN_CONTROL_PORT";
    private static final int PATIENCE_MS = (int) Duration.ofSeconds(10).toMillis();

    /** More than a thousand nodes. */
    private static final int MOST = 1 << 20;

    private final Shell shell;

    /** What the control port said. */
    private record Answer(int status, String body) {}

    NodesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Verbs.spec("nodes", this, "Says who is in the cluster of a node that runs.");
        spec.addOption(option(CONTROL, "URL", "The node's control port; " + address() + " unless told otherwise.")
                .type(String.class)
                .build());
        spec.addOption(option(HEADER, "NAME:VALUE", "What it asks for where the control port is guarded.")
                .type(String.class)
                .build());
        spec.addOption(option(OUTPUT, "text|json", "A table, or JSON with more of it.")
                .type(String.class)
                .build());
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  portolan nodes",
                        "  portolan nodes --control http://10.0.0.7:9091 --output json",
                        "",
                        "The node that was asked stands first, with a star: docs/control.md.",
                        "Exit codes: 0 told, 2 wrong arguments, 3 no answer.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        String output = arguments.matchedOptionValue(OUTPUT, "text");
        if (!Set.of("text", "json").contains(output)) {
            throw misuse(arguments, OUTPUT + ": '" + output + "' (expected: text, json)");
        }
        URI cluster = cluster(arguments, arguments.matchedOptionValue(CONTROL, address()));
        List<String> header = header(arguments, arguments.matchedOptionValue(HEADER, null));
        try {
            Answer answer = ask(cluster, output.equals("json") ? "application/json" : "text/plain", header);
            if (answer.status() == HttpURLConnection.HTTP_OK) {
                shell.out().print(answer.body().endsWith("\n") ? answer.body() : answer.body() + "\n");
                shell.out().flush();
                return ExitCode.FINE;
            }
            return fail(cluster, "answered with " + answer.status() + hint(answer.status()));
        } catch (IOException unreachable) {
            return fail(cluster, "did not answer: " + unreachable.getMessage());
        }
    }

    private static String hint(int status) {
        return switch (status) {
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                " (expected: " + HEADER + " with what the capability files ask operators for)";
            case HttpURLConnection.HTTP_NOT_FOUND -> " (expected: the control port of a node)";
            default -> "";
        };
    }

    private int fail(URI asked, String what) {
        shell.err().println("portolan: " + asked + " " + what);
        shell.err().flush();
        return ExitCode.CANNOT_START;
    }

    private String address() {
        ControlOptions control = ControlOptions.defaults();
        return "http://" + control.host() + ":"
                + shell.environment().getOrDefault(PORT, Integer.toString(control.port()));
    }

    private static Answer ask(URI cluster, String accept, List<String> header) throws IOException {
        if (!(cluster.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("not an HTTP address");
        }
        connection.setConnectTimeout(PATIENCE_MS);
        connection.setReadTimeout(PATIENCE_MS);
        // A guarded port is not to learn of credentials by a detour.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", accept);
        if (!header.isEmpty()) {
            connection.setRequestProperty(header.getFirst(), header.getLast());
        }
        try {
            int status = connection.getResponseCode();
            try (InputStream body = status == HttpURLConnection.HTTP_OK ? connection.getInputStream() : null) {
                return new Answer(
                        status, body == null ? "" : new String(body.readNBytes(MOST), StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }

    private static URI cluster(ParseResult arguments, String control) {
        try {
            URI uri = new URI(control.endsWith("/") ? control.substring(0, control.length() - 1) : control);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return new URI(uri + "/cluster");
            }
        } catch (URISyntaxException none) {
            throw misuse(arguments, address(control));
        }
        throw misuse(arguments, address(control));
    }

    private static String address(String control) {
        return CONTROL + ": '" + control + "' (expected: an address such as http://127.0.0.1:9091)";
    }

    private static List<String> header(ParseResult arguments, @Nullable String header) {
        if (header == null) {
            return List.of();
        }
        int colon = header.indexOf(':');
        if (colon < 1) {
            // It may hold a secret.
            throw misuse(arguments, HEADER + ": no colon in it (expected: a name, a colon and a value)");
        }
        return List.of(
                header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }

    private static ParameterException misuse(ParseResult arguments, String message) {
        return new ParameterException(arguments.commandSpec().commandLine(), message);
    }

    private static OptionSpec.Builder option(String name, String label, String description) {
        return OptionSpec.builder(name).paramLabel(label).arity("1").description(description);
    }
}
