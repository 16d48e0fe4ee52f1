package io.portolan.corpus;

import io.portolan.corpus.YamlTree.Lines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The problem lines of a running Portolan, by file. */
final class Problems {

    private static final Pattern LINE =
            Pattern.compile("(.*?):(\\d+):(\\d+): (error|warning|note): (.*)", Pattern.DOTALL);

    /** One of them. */
    record Line(int line, String severity, String text) {

        boolean error() {
            return severity.equals("error");
        }
    }

    private final Map<String, List<Line>> byFile = new HashMap<>();

    Problems(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new AssertionError("not a problem line: " + line);
            }
            byFile.computeIfAbsent(matcher.group(1), first -> new ArrayList<>())
                    .add(new Line(Integer.parseInt(matcher.group(2)), matcher.group(4), matcher.group(5)));
        }
    }

    List<Line> of(CapabilityFile file) {
        return byFile.getOrDefault(file.path().toString(), List.of());
    }

    /** The errors that say why something of these lines is not served. */
    List<Line> errors(CapabilityFile file, List<Lines> blamed) {
        return of(file).stream()
                .filter(Line::error)
                .filter(line -> blamed.stream().anyMatch(lines -> lines.hold(line.line())))
                .toList();
    }
}
