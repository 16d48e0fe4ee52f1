package io.portolan.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * How a JSON file is laid out.
 *
 * @param indent of one level
 * @param newline what ends a line
 */
record JsonLayout(String indent, String newline) {

    private static final JsonLayout USUAL = new JsonLayout("  ", "\n");

    /** The layout of this file, as far as it shows one. */
    static JsonLayout of(String text, JsonShape root) {
        String newline = text.contains("\r\n") ? "\r\n" : USUAL.newline;
        String indent = root.members().isEmpty()
                ? ""
                : margin(text, root.members().getFirst().at());
        return new JsonLayout(indent.isEmpty() ? USUAL.indent : indent, newline);
    }

    static JsonLayout usual() {
        return USUAL;
    }

    /** A value, its first line without the margin, the others with it. */
    String print(JsonNode node, String margin) {
        boolean flat = node.isEmpty()
                || (node.isArray()
                        && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isValueNode));
        if (node.isValueNode() || (flat && node.isObject())) {
            return node.toString();
        }
        List<String> parts = new ArrayList<>();
        if (flat) {
            node.forEach(item -> parts.add(item.toString()));
            return "[" + String.join(", ", parts) + "]";
        }
        String inner = margin + indent;
        if (node.isObject()) {
            node.properties().forEach(member -> parts.add(member(member.getKey(), member.getValue(), inner)));
        } else {
            node.forEach(item -> parts.add(print(item, inner)));
        }
        return (node.isObject() ? "{" : "[")
                + parts.stream().collect(Collectors.joining("," + newline + inner, newline + inner, newline + margin))
                + (node.isObject() ? "}" : "]");
    }

    /** A member, its first line without the margin. */
    String member(String name, JsonNode value, String margin) {
        return JsonBytes.quoted(name) + ": " + print(value, margin);
    }

    /** The white space before something that begins a line; empty when it does not. */
    static String margin(String text, int at) {
        int begin = text.lastIndexOf('\n', at - 1) + 1;
        String before = text.substring(begin, at);
        return before.isBlank() ? before : "";
    }

    /** The white space that the line of this place begins with. */
    static String lineMargin(String text, int at) {
        int begin = text.lastIndexOf('\n', at - 1) + 1;
        int end = begin;
        while (end < at && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(begin, end);
    }
}
