package io.portolan.cli.fix;

import io.portolan.spec.fix.Edit;
import java.util.ArrayList;
import java.util.List;

/** Edits of a text in the unified format, with three lines of context; POSIX, {@code diff -u}. */
final class UnifiedDiff {

    private static final int CONTEXT = 3;
    private static final String UNENDED = "\n\\ No newline at end of file\n";

    /** Lines in place of others; both with what ends them. */
    private record Block(int at, List<String> removed, List<String> added) {

        int end() {
            return at + removed.size();
        }
    }

    private final List<String> lines;
    private final StringBuilder diff = new StringBuilder();
    private int growth;

    private UnifiedDiff(List<String> lines) {
        this.lines = lines;
    }

    /**
     * The whole diff.
     *
     * @param edits in order, without overlaps
     */
    static String of(String file, String text, List<Edit> edits) {
        UnifiedDiff unified = new UnifiedDiff(lines(text));
        unified.diff.append("--- ").append(file).append("\n+++ ").append(file).append('\n');
        List<Block> hunk = new ArrayList<>();
        for (Block block : unified.blocks(text, edits)) {
            if (!hunk.isEmpty() && block.at() - hunk.getLast().end() > 2 * CONTEXT) {
                unified.print(hunk);
                hunk.clear();
            }
            hunk.add(block);
        }
        if (!hunk.isEmpty()) {
            unified.print(hunk);
        }
        return unified.diff.toString();
    }

    private List<Block> blocks(String text, List<Edit> edits) {
        List<Block> blocks = new ArrayList<>();
        List<Edit> near = new ArrayList<>();
        int line = 0;
        int start = 0;
        int first = 0;
        int from = 0;
        for (Edit edit : edits) {
            while (line < lines.size() - 1 && start + lines.get(line).length() <= edit.from()) {
                start += lines.get(line++).length();
            }
            if (!near.isEmpty() && start > near.getLast().to()) {
                blocks.add(block(first, from, text, near));
                near.clear();
            }
            if (near.isEmpty()) {
                first = line;
                from = start;
            }
            near.add(edit);
        }
        if (!near.isEmpty()) {
            blocks.add(block(first, from, text, near));
        }
        return blocks;
    }

    /** The lines that these edits touch, less those at either end that stay as they are. */
    private static Block block(int first, int from, String text, List<Edit> edits) {
        int newline = text.indexOf('\n', edits.getLast().to());
        int to = newline < 0 ? text.length() : newline + 1;
        List<Edit> shifted = edits.stream()
                .map(edit -> new Edit(edit.from() - from, edit.to() - from, edit.text()))
                .toList();
        String before = text.substring(from, to);
        List<String> removed = new ArrayList<>(lines(before));
        List<String> added = new ArrayList<>(lines(Edit.apply(shifted, before)));
        int at = first;
        while (!removed.isEmpty() && !added.isEmpty() && removed.getFirst().equals(added.getFirst())) {
            removed.removeFirst();
            added.removeFirst();
            at++;
        }
        while (!removed.isEmpty() && !added.isEmpty() && removed.getLast().equals(added.getLast())) {
            removed.removeLast();
            added.removeLast();
        }
        return new Block(at, removed, added);
    }

    private void print(List<Block> hunk) {
        int from = Math.max(0, hunk.getFirst().at() - CONTEXT);
        int to = Math.min(lines.size(), hunk.getLast().end() + CONTEXT);
        int more = hunk.stream()
                .mapToInt(block -> block.added().size() - block.removed().size())
                .sum();
        diff.append("@@ -").append(from + 1).append(',').append(to - from);
        diff.append(" +")
                .append(from + 1 + growth)
                .append(',')
                .append(to - from + more)
                .append(" @@\n");
        growth += more;
        int line = from;
        for (Block block : hunk) {
            lines.subList(line, block.at()).forEach(same -> print(' ', same));
            block.removed().forEach(gone -> print('-', gone));
            block.added().forEach(come -> print('+', come));
            line = block.end();
        }
        lines.subList(line, to).forEach(same -> print(' ', same));
    }

    private void print(char mark, String line) {
        diff.append(mark).append(line);
        if (!line.endsWith("\n")) {
            diff.append(UNENDED);
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }
}
