package io.portolan.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written {@code 64KiB}, {@code 16MiB}, {@code 1GiB} or {@code 512} (bytes). */
public record Size(long bytes) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(B|KiB|MiB|GiB)?");

    public Size {
        if (bytes < 0) {
            throw new IllegalArgumentException(bytes + " (expected: a size of 0 or more)");
        }
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException naming the text and what was expected
     */
    public static Size parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' (expected: a size such as 64KiB or 16MiB)");
        }
        String unit = matcher.group(2);
        long number = Long.parseLong(matcher.group(1));
        return new Size(number
                * switch (unit == null ? "B" : unit) {
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "GiB" -> 1L << 30;
                    default -> 1L;
                });
    }

    /** The bytes as an int, for buffers; sizes beyond are capped. */
    public int asInt() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        if (bytes > 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        if (bytes > 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes > 0 && bytes % (1L << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
    }
}
