package io.portolan.mcp;

import io.portolan.testing.NodePrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of the official conformance suite against a server: all scenarios that a revision requires, and some that it
 * does not score.
 *
 * @param status of the program: 0 when every required scenario passes
 * @param passed scenarios
 * @param failed scenarios
 * @param output everything it said
 */
record ConformanceSuite(int status, Set<String> passed, Set<String> failed, String output) {

    private static final String SCRIPT = "node_modules/@modelcontextprotocol/conformance/dist/index.js";

    /** One line of its summary. */
    private static final Pattern VERDICT =
            Pattern.compile("^([✓✗]) ([a-z0-9-]+): \\d+ passed, \\d+ failed$", Pattern.MULTILINE);

    /**
     * Runs it.
     *
     * @param port that {@code /mcp} is on
     * @param report where in {@code target/conformance} it leaves what it saw
     */
    static ConformanceSuite run(int port, String revision, String report) throws Exception {
        // The suite insists on this name.
        String url = "http://localhost:" + port + "/mcp";
        Path folder = Path.of("target", "conformance", report).toAbsolutePath();
        Files.createDirectories(folder);
        NodePrograms.Run run =
                NodePrograms.node(SCRIPT, "server", "--url", url, "--requirements", revision, "-o", folder.toString());
        Files.writeString(folder.resolve("output.txt"), run.output());
        Set<String> passed = new TreeSet<>();
        Set<String> failed = new TreeSet<>();
        Matcher verdict = VERDICT.matcher(run.output());
        while (verdict.find()) {
            (verdict.group(1).equals("✓") ? passed : failed).add(verdict.group(2));
        }
        return new ConformanceSuite(run.status(), passed, failed, run.output());
    }
}
