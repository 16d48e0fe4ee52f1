package io.portolan.cli.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of a TOML text (1.0), and where they stand in it; values are only told apart from what follows them. */
final class TomlShape {

    private static final Pattern KEY = Pattern.compile("\\s*(?:\"([^\"\\\\\\n]*)\"|'([^'\\n]*)'|([A-Za-z0-9_-]+))\\s*");

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int at;

    /**
     * One statement.
     *
     * @param header whether it begins a table: {@code [a.b]}, {@code [[a.b]]}
     * @param key the parts of its name
     * @param start of its line
     * @param end behind its last line, the line break included
     */
    record Statement(boolean header, List<String> key, int start, int end) {}

    private TomlShape(String text) {
        this.text = text;
    }

    static List<Statement> of(String text) throws UnmergeableException {
        TomlShape shape = new TomlShape(text);
        while (shape.at < text.length()) {
            shape.line();
        }
        return List.copyOf(shape.statements);
    }

    private void line() throws UnmergeableException {
        int start = at;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r' || text.charAt(at) == '#') {
            skipLine();
            return;
        }
        boolean header = text.charAt(at) == '[';
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
        }
        List<String> key = key();
        value();
        statements.add(new Statement(header, key, start, at));
    }

    private List<String> key() throws UnmergeableException {
        List<String> parts = new ArrayList<>();
        Matcher matcher = KEY.matcher(text);
        do {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw broken("a name was expected");
            }
            parts.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
            at = matcher.end();
        } while (at < text.length() && text.charAt(at++) == '.');
        at--;
        return List.copyOf(parts);
    }

    /** Up to the end of the line on which all is closed that was opened. */
    private void value() throws UnmergeableException {
        int open = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            switch (next) {
                case '"', '\'' -> string(next);
                case '#' -> comment();
                case '[', '{' -> {
                    open++;
                    at++;
                }
                case ']', '}' -> {
                    open--;
                    at++;
                }
                case '\n' -> {
                    at++;
                    if (open <= 0) {
                        return;
                    }
                }
                default -> at++;
            }
        }
        if (open > 0) {
            throw broken("something is not closed");
        }
    }

    private void string(char quote) throws UnmergeableException {
        String three = String.valueOf(quote).repeat(3);
        boolean multiline = text.startsWith(three, at);
        String close = multiline ? three : String.valueOf(quote);
        at += close.length();
        while (!text.startsWith(close, at)) {
            if (at >= text.length() || (!multiline && text.charAt(at) == '\n')) {
                throw broken("a string is not closed");
            }
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        at += close.length();
        // Up to two quotes may stand right before the closing ones.
        while (multiline && at < text.length() && text.charAt(at) == quote) {
            at++;
        }
    }

    private void comment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void skipLine() {
        comment();
        at = Math.min(at + 1, text.length());
    }

    private UnmergeableException broken(String why) {
        long line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new UnmergeableException("it is not TOML: " + why + " in line " + Math.max(1, line));
    }
}
