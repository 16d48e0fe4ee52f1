package io.portolan.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.JsonBytes;

/** Puts a member at the end of an object, and leaves every other character where it is. */
final class JsonInsertion {

    static String add(String text, JsonShape object, String name, JsonNode value, JsonLayout layout) {
        int brace = object.end() - 1;
        boolean empty = object.members().isEmpty();
        boolean oneLine = !empty && text.substring(object.start(), object.end()).indexOf('\n') < 0;
        String outer = JsonLayout.lineMargin(text, brace);
        String margin = empty
                ? outer + layout.indent()
                : JsonLayout.margin(text, object.members().getFirst().at());
        if (margin.isEmpty()) {
            margin = outer + layout.indent();
        }
        // Behind the last of what is there: a value, its comma, or a comment.
        int at = brace;
        while (Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        int comma = empty ? at : object.members().getLast().end();
        String before = empty || comma(text, comma, brace)
                ? text.substring(0, at)
                : text.substring(0, comma) + "," + text.substring(comma, at);
        if (oneLine) {
            return before + " " + JsonBytes.quoted(name) + ": " + value + text.substring(at);
        }
        String rest = empty && text.substring(at, brace).indexOf('\n') < 0
                ? layout.newline() + outer + text.substring(brace)
                : text.substring(at);
        return before + layout.newline() + margin + layout.member(name, value, margin) + rest;
    }

    /** Whether there is a comment in this JSON. */
    static boolean commented(String json) {
        int at = 0;
        while (at < json.length()) {
            char next = json.charAt(at);
            if (next == '/') {
                return true;
            }
            at = next == '"' ? behindString(json, at) : at + 1;
        }
        return false;
    }

    /** Whether a comma stands there, outside of comments. */
    private static boolean comma(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != ',') {
            if (text.startsWith("//", at)) {
                at = text.indexOf('\n', at);
            } else if (text.startsWith("/*", at)) {
                at = text.indexOf("*/", at) + 1;
            }
            at++;
        }
        return at < to;
    }

    private static int behindString(String json, int quote) {
        int at = quote + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private JsonInsertion() {}
}
