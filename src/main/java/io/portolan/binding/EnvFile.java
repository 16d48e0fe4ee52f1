package io.portolan.binding;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .env}: {@code KEY=value} lines, as shells and other tools read them; nothing in a value is expanded.
 *
 * @param values by key; of several for one key the last
 * @param badLines the numbers of lines that are none of this
 */
record EnvFile(Map<String, String> values, Set<Integer> badLines) {

    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)");
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*$");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    EnvFile {
        values = Map.copyOf(values);
        badLines = Set.copyOf(badLines);
    }

    static EnvFile parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<Integer> bad = new LinkedHashSet<>();
        String[] lines = text.replaceFirst("^\uFEFF", "").split("\\r?\\n", -1);
        for (int index = 0; index < lines.length; index++) {
            String line = lines[index].strip();
            if (!line.isEmpty() && !line.startsWith("#") && !read(line, values)) {
                bad.add(index + 1);
            }
        }
        return new EnvFile(values, bad);
    }

    private static boolean read(String line, Map<String, String> values) {
        Matcher pair = LINE.matcher(line);
        if (!pair.matches()) {
            return false;
        }
        String written = pair.group(2);
        Matcher quoted = DOUBLE_QUOTED.matcher(written);
        if (quoted.matches()) {
            values.put(pair.group(1), unescaped(quoted.group(1)));
            return true;
        }
        Matcher literal = SINGLE_QUOTED.matcher(written);
        if (literal.matches()) {
            values.put(pair.group(1), literal.group(1));
            return true;
        }
        if (written.startsWith("\"") || written.startsWith("'")) {
            return false;
        }
        values.put(pair.group(1), COMMENT.matcher(written).replaceFirst("").strip());
        return true;
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            default -> found.group(1);
                        }));
    }

    @Override
    public String toString() {
        return "EnvFile" + values.keySet();
    }
}
