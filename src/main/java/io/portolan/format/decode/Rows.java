package io.portolan.format.decode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Separated values (RFC 4180): the first row names the columns, every value is a string, empty lines do not count. */
final class Rows {

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    Rows(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** One object a row: a short row has fewer members; cells beyond the columns are {@code column5} and so on. */
    ArrayNode read() {
        ArrayNode rows = JsonTree.NODES.arrayNode();
        List<String> header = row();
        if (header == null) {
            return rows;
        }
        List<String> names = columns(header);
        for (List<String> cells = row(); cells != null; cells = row()) {
            rows.add(object(names, cells));
        }
        return rows;
    }

    /** Column names that differ: nameless ones by number, a repeated one with its number behind it. */
    static List<String> columns(List<String> header) {
        Set<String> names = new LinkedHashSet<>();
        for (int index = 0; index < header.size(); index++) {
            String name = header.get(index).isBlank() ? "column" + (index + 1) : header.get(index);
            if (!names.add(name) && !names.add(name + "_" + (index + 1))) {
                names.add("column" + (index + 1) + "_" + (index + 1));
            }
        }
        return List.copyOf(names);
    }

    static ObjectNode object(List<String> names, List<String> cells) {
        ObjectNode object = JsonTree.NODES.objectNode();
        for (int index = 0; index < cells.size(); index++) {
            object.put(index < names.size() ? names.get(index) : "column" + (index + 1), cells.get(index));
        }
        return object;
    }

    /** The cells of the next row that is not empty; null at the end. */
    private @Nullable List<String> row() {
        while (at < text.length()) {
            List<String> cells = new ArrayList<>();
            boolean quoted = text.charAt(at) == '"';
            do {
                cells.add(cell());
            } while (takes(separator));
            endOfLine();
            if (quoted || cells.size() > 1 || !cells.get(0).isEmpty()) {
                return cells;
            }
        }
        return null;
    }

    private String cell() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != separator && !isLineEnd()) {
            at++;
        }
        return text.substring(start, at);
    }

    /** What follows the closing quote belongs to the cell, as spreadsheets read it. */
    private String quoted() {
        int opened = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length()) {
                throw new MalformedContentException(opened, 1, "a quoted cell is never closed");
            }
            char c = text.charAt(at++);
            if (c == '"' && !takes('"')) {
                return cell.append(plain()).toString();
            }
            line += c == '\n' ? 1 : 0;
            cell.append(c);
        }
    }

    private boolean takes(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void endOfLine() {
        boolean carriage = takes('\r');
        if (takes('\n') || carriage) {
            line++;
        }
    }
}
