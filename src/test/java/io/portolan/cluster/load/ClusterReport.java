package io.portolan.cluster.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of the runs, as a table: {@code target/cluster-report.md}. */
final class ClusterReport {

    private static final Path FILE = Path.of("target", "cluster-report.md");
    private static final Map<String, String> LINES = new TreeMap<>();
    private static final List<String> SECONDS = new ArrayList<>();

    /** Adds, or replaces, one line of the goals. */
    @SuppressWarnings("AnnotateFormatMethod")
    static synchronized void add(String line, String what, String format, Object... values) {
        LINES.put(line, "| " + line + " | " + what + " | " + String.format(Locale.ROOT, format, values) + " |");
        write();
    }

    /** Adds how a load went, second by second. */
    static synchronized void add(String line, Tally tally) {
        SECONDS.add("\n" + line + ", second by second: calls, p50 and p99 in ms\n\n```");
        for (Tally.Second second : tally.seconds()) {
            SECONDS.add(String.format(
                    Locale.ROOT, "%4d %5d %8.1f %8.1f", second.second(), second.calls(), second.p50(), second.p99()));
        }
        SECONDS.add("```");
        write();
    }

    private static void write() {
        List<String> all = new ArrayList<>();
        all.add("| line | what was done | what came of it |");
        all.add("|---|---|---|");
        all.addAll(LINES.values());
        all.addAll(SECONDS);
        try {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClusterReport() {}
}
