package io.portolan.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How problems are printed. */
enum OutputFormat {
    /** One line a problem. */
    TEXT,
    /** The line, the source and a caret. */
    PRETTY,
    /** An array of objects. */
    JSON;

    static List<String> words() {
        return Arrays.stream(values()).map(OutputFormat::word).toList();
    }

    /** The format of this word; throws IllegalArgumentException when there is none. */
    static OutputFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + word + "' (expected: " + String.join(", ", words()) + ")"));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
