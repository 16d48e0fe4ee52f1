package io.portolan.cli.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How problems are printed. */
public enum OutputFormat {
    /** One line a problem. */
    TEXT(true),
    /** The line, the source, a caret and what would help. */
    PRETTY(true),
    /** An array of objects. */
    JSON(false),
    /** The Static Analysis Results Interchange Format 2.1.0. */
    SARIF(false),
    /** Workflow commands of GitHub Actions. */
    GITHUB(false);

    private final boolean forPeople;

    OutputFormat(boolean forPeople) {
        this.forPeople = forPeople;
    }

    /** The words that choose one. */
    public static List<String> words() {
        return Arrays.stream(values()).map(OutputFormat::word).toList();
    }

    /** The format of this word; throws IllegalArgumentException when there is none. */
    public static OutputFormat of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + word + "' (expected: " + String.join(", ", words()) + ")"));
    }

    /** Whether a person reads it, and may be told more than the format holds. */
    public boolean forPeople() {
        return forPeople;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
