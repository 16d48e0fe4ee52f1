package io.portolan.corpus;

import io.portolan.corpus.Case.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Mismatches by what is wrong, each with how often, in which files, and one example. */
final class Findings {

    private record Group(List<String> examples, java.util.Set<String> files) {}

    private final Map<String, Group> groups = new TreeMap<>();

    static Findings of(List<Mismatch> mismatches) {
        Findings findings = new Findings();
        for (Mismatch mismatch : mismatches) {
            for (String difference : mismatch.differences()) {
                findings.add(
                        (mismatch.of().exposed().rest() ? "REST " : "MCP  ") + kind(difference),
                        mismatch.of().exposed().file().name(),
                        mismatch.of()
                                + (mismatch.of().arguments() == null
                                        ? " " + mismatch.of().target()
                                        : " " + mismatch.of().arguments())
                                + "\n        " + difference);
            }
        }
        return findings;
    }

    void add(String kind, String file, String example) {
        Group group = groups.computeIfAbsent(kind, first -> new Group(new ArrayList<>(), new java.util.TreeSet<>()));
        group.examples().add(example);
        group.files().add(file);
    }

    boolean empty() {
        return groups.isEmpty();
    }

    /** A text without what differs from case to case. */
    static String kind(String difference) {
        String cut = difference.replaceAll("'[^']*'", "'…'").replaceAll("\"instance\":\"[^\"]*\"", "");
        if (cut.startsWith("nothing arrived")) {
            var detail = java.util.regex.Pattern.compile(
                            "\"detail\":\"((?:[^\"\\\\]|\\\\.)*)\"|\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"")
                    .matcher(cut);
            String status = cut.replaceFirst("(?s)nothing arrived: (answered( \\d+)?).*", "$1");
            return "nothing arrived: " + status + " "
                    + (detail.find()
                            ? detail.group().replaceAll("[0-9]+", "0")
                            : cut.substring(0, Math.min(200, cut.length())));
        }
        if (cut.startsWith("refused")) {
            return cut.replaceAll("\\[\\d+]", "[]").replaceAll("\\{[^}]*}", "{…}");
        }
        return cut.replaceFirst("(?s)^([^:]*): .*", "$1");
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        groups.entrySet().stream()
                .sorted((a, b) ->
                        b.getValue().examples().size() - a.getValue().examples().size())
                .forEach(entry -> out.append("%5d  %3d files  %s%n        %s%n"
                        .formatted(
                                entry.getValue().examples().size(),
                                entry.getValue().files().size(),
                                entry.getKey(),
                                entry.getValue().examples().getFirst())));
        return out.toString();
    }
}
