package io.portolan.format.jsonl;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a form says of itself.
 *
 * @param name empty when it has none
 * @param file whether it has a file's name
 * @param contentType null when it has none
 */
record PartHead(String name, boolean file, @Nullable String contentType) {

    private static final Pattern LINE = Pattern.compile("(?m)^([^:\\r\\n]+):([^\\r\\n]*)");
    private static final Pattern FOLD = Pattern.compile("\\r\\n[ \\t]");
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([^\\s=;]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;]*))");

    /** Reads the lines of a part's head, one character a byte. */
    static PartHead read(String lines) {
        String disposition = "";
        String contentType = null;
        Matcher line = LINE.matcher(FOLD.matcher(lines).replaceAll(" "));
        while (line.find()) {
            switch (line.group(1).strip().toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> disposition = line.group(2);
                case "content-type" -> contentType = line.group(2).strip();
                default -> {}
            }
        }
        String name = parameter(disposition, "name");
        boolean file = parameter(disposition, "filename") != null || parameter(disposition, "filename*") != null;
        return new PartHead(name == null ? "" : name, file, contentType);
    }

    /** A parameter of a header's value; null when it has none of this name. */
    static @Nullable String parameter(String value, String name) {
        Matcher parameter = PARAMETER.matcher(value);
        while (parameter.find()) {
            if (parameter.group(1).equalsIgnoreCase(name)) {
                return parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
            }
        }
        return null;
    }
}
