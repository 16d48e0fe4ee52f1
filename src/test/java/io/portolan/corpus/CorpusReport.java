package io.portolan.corpus;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The walk as a table by file, as {@code docs/reports/corpus.md} shows it. */
final class CorpusReport {

    private static final Pattern PLACE = Pattern.compile("^capability[^ ]*: |^[a-z]+[\\[.][^ ]*: ");

    private final StringBuilder text = new StringBuilder();
    private final Walk walk;
    private final Problems problems;

    private CorpusReport(Walk walk, Problems problems) {
        this.walk = walk;
        this.problems = problems;
    }

    static String of(List<CapabilityFile> files, List<Exposed> exposed, Walk walk, Problems problems) {
        CorpusReport report = new CorpusReport(walk, problems);
        report.head(files, exposed);
        files.forEach(file -> report.row(
                file,
                exposed.stream()
                        .filter(one -> one.file().name().equals(file.name()))
                        .toList()));
        return report.text.toString();
    }

    private void head(List<CapabilityFile> files, List<Exposed> exposed) {
        text.append("""
                # The files from the wild, one by one

                Written by `CorpusWalkTest` (to `target/corpus/corpus.md`), which serves the whole folder in one process
                before an upstream that records, calls each exposed operation over REST and each tool over MCP, with
                everything given, twice, with only what must be given, and without the namespace in front where one file
                alone claims the route. What arrives (method, path, query, headers, body, credentials) and what comes
                back is compared with what the format's rules say; those are written down a second time in
                `src/test/java/io/portolan/corpus`, without any class of the product.

                    mvn test -Dtest=CorpusWalkTest -Dportolan.corpus=FOLDER
                    mvn test -Dtest=MutationTest -Dportolan.corpus=FOLDER -Dportolan.mutations=100000
                    mvn test -Dtest=ThousandsOfFilesTest -Dportolan.corpus=FOLDER -Dportolan.files=6000

                """);
        text.append(
                "%d files, %d operations and tools in those that can be read: %d served, %d refused, each with a line"
                        .formatted(
                                files.size(),
                                exposed.size(),
                                exposed.size() - walk.refused().size(),
                                walk.refused().size()));
        text.append(" of its own. %d calls, %d of them with a difference.%n%n"
                .formatted(walk.calls(), walk.mismatches().size()));
        measured().forEach(line -> text.append(line).append("\n"));
        text.append("`served` counts operations and tools, `notes` what `portolan check` says beside errors.\n\n");
        text.append("| file | served | refused | notes | why parts are refused |\n|---|---:|---:|---:|---|\n");
    }

    /** What the tests of damage and of size have left beside, if they ran before. */
    private static List<String> measured() {
        List<String> lines = new ArrayList<>();
        File[] files =
                Path.of("target", "corpus").toFile().listFiles((folder, name) -> name.matches("[a-z]+-\\d+.txt"));
        for (File file : files == null ? new File[0] : files) {
            lines.add(Folder.read(file.toPath()));
        }
        lines.sort(null);
        return lines;
    }

    private void row(CapabilityFile file, List<Exposed> exposed) {
        List<Walk.Refused> refused = walk.refused().stream()
                .filter(one -> one.exposed().file().name().equals(file.name()))
                .toList();
        List<Problems.Line> lines = problems.of(file);
        Map<String, Integer> reasons = new TreeMap<>();
        lines.stream()
                .filter(line -> line.error() && !line.text().contains("is not served (line"))
                .forEach(line -> reasons.merge(reason(line), 1, Integer::sum));
        text.append("| %s | %d | %s | %d | %s |%n"
                .formatted(
                        file.name(),
                        exposed.size() - refused.size(),
                        file.refusal() == null ? String.valueOf(refused.size()) : "all",
                        lines.stream().filter(line -> !line.error()).count(),
                        file.refusal() == null || !reasons.isEmpty() ? reasons(reasons) : file.refusal()));
    }

    private static String reason(Problems.Line line) {
        return PLACE.matcher(line.text())
                .replaceFirst("")
                .replaceAll("\\s*\\(expected.*|\\s*\\(did you mean.*", "")
                .replace("|", "\\|");
    }

    private static String reasons(Map<String, Integer> reasons) {
        return reasons.entrySet().stream()
                .map(reason -> reason.getKey() + (reason.getValue() > 1 ? " (" + reason.getValue() + " times)" : ""))
                .reduce((first, second) -> first + "; " + second)
                .orElse("");
    }
}
