package io.portolan.cli.terminal;

import io.portolan.ReloadReport;
import io.portolan.ReloadReport.Changes;
import java.util.ArrayList;
import java.util.List;

/** What came of a reload, for a person who reads along. */
public final class ReloadLines {

    /** Names shown of each kind of change. */
    private static final int SHOWN = 5;

    /** One line each. */
    public static List<String> of(ReloadReport report) {
        List<String> lines = new ArrayList<>(report.problems());
        if (report.taken()) {
            lines.add("reloaded in " + report.took().toMillis() + " ms: " + changes(report));
        } else {
            lines.add("reload refused: everything is served as before");
        }
        if (!report.restart().isEmpty()) {
            lines.add("changed settings that need a restart: " + String.join(", ", report.restart()));
        }
        return lines;
    }

    private static String changes(ReloadReport report) {
        Changes files = report.files();
        List<String> parts = new ArrayList<>();
        add(parts, "added", files.added());
        add(parts, "changed", files.changed());
        add(parts, "removed", files.removed());
        add(parts, "as before for its errors", report.kept());
        return parts.isEmpty() ? "no file changed" : String.join("; ", parts);
    }

    private static void add(List<String> parts, String change, List<String> files) {
        if (!files.isEmpty()) {
            String more = files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more" : "";
            parts.add(change + " " + String.join(", ", files.subList(0, Math.min(SHOWN, files.size()))) + more);
        }
    }

    private ReloadLines() {}
}
