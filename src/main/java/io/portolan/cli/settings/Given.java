package io.portolan.cli.settings;

import java.util.Arrays;
import java.util.List;

/**
 * A value as somebody wrote it.
 *
 * @param origin where: {@code conf/portolan.yaml:3:9}, a variable's name or a flag
 * @param texts one, unless it was written as a list
 * @param listed whether it was written as a list
 */
record Given(String origin, List<String> texts, boolean listed) {

    Given {
        texts = List.copyOf(texts);
    }

    static Given text(String origin, String text) {
        return new Given(origin, List.of(text), false);
    }

    static Given list(String origin, List<String> texts) {
        return new Given(origin, texts, true);
    }

    /** The one text. */
    String text() {
        if (listed) {
            throw new IllegalArgumentException(texts + " (expected: one value, not a list)");
        }
        return texts.get(0);
    }

    /** The items; a plain text holds them with commas between. */
    List<String> items() {
        return listed
                ? texts
                : Arrays.stream(texts.get(0).split(","))
                        .map(String::trim)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }
}
