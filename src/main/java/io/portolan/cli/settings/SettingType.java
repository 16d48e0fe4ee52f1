package io.portolan.cli.settings;

import io.portolan.options.Durations;
import io.portolan.options.Secret;
import io.portolan.options.Size;
import io.portolan.spec.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a setting holds.
 *
 * @param label for help texts: {@code PORT}, {@code TIME}
 * @param read makes a value of what was written; throws IllegalArgumentException saying what was expected
 * @param write the value as one would write it in the file
 */
record SettingType<T extends @Nullable Object>(String label, Function<Given, T> read, Function<T, String> write) {

    private static final int SECRET_LENGTH = 32;

    static final SettingType<String> TEXT = new SettingType<>("TEXT", SettingType::readText, text -> text);
    static final SettingType<@Nullable String> OPTIONAL_TEXT =
            new SettingType<@Nullable String>("TEXT", SettingType::readText, text -> text == null ? "" : text);
    static final SettingType<@Nullable Secret> SECRET =
            new SettingType<>("SECRET", SettingType::readSecret, secret -> secret == null ? "" : secret.toString());
    static final SettingType<Boolean> FLAG = new SettingType<>("true|false", SettingType::readFlag, String::valueOf);
    static final SettingType<Integer> PORT = new SettingType<>("PORT", SettingType::readPort, String::valueOf);
    static final SettingType<@Nullable Integer> OPTIONAL_PORT =
            new SettingType<>("PORT", SettingType::readPort, port -> port == null ? "" : port.toString());
    static final SettingType<Integer> COUNT = new SettingType<>("NUMBER", SettingType::readCount, String::valueOf);
    static final SettingType<Integer> COUNT_OR_NONE =
            new SettingType<>("NUMBER", SettingType::readCountOrNone, String::valueOf);
    static final SettingType<Size> SIZE = new SettingType<>("SIZE", given -> Size.parse(given.text()), Size::toString);
    static final SettingType<@Nullable Size> OPTIONAL_SIZE =
            new SettingType<>("SIZE", given -> Size.parse(given.text()), size -> size == null ? "" : size.toString());
    static final SettingType<Duration> TIME = new SettingType<>("TIME", SettingType::readTime, Durations::format);
    static final SettingType<Duration> TIME_OR_NONE =
            new SettingType<>("TIME", given -> Durations.parse(given.text()), Durations::format);
    static final SettingType<List<String>> LIST =
            new SettingType<>("LIST", Given::items, items -> "[" + String.join(", ", items) + "]");

    /** One of the words of an enum, in lower case. */
    static <E extends Enum<E>> SettingType<E> word(Class<E> type) {
        String words =
                Arrays.stream(type.getEnumConstants()).map(SettingType::lower).collect(Collectors.joining("|"));
        return new SettingType<>(words, given -> readWord(type, given.text()), SettingType::lower);
    }

    /** Some words of an enum, at least one. */
    static <E extends Enum<E>> SettingType<Set<E>> words(Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(SettingType::lower).toList();
        return new SettingType<>(
                String.join(",", words),
                given -> readWords(type, given.items()),
                set -> set.stream().sorted().map(SettingType::lower).collect(Collectors.joining(", ", "[", "]")));
    }

    private static String readText(Given given) {
        if (given.text().isBlank()) {
            throw new IllegalArgumentException("'' (expected: a text)");
        }
        return given.text();
    }

    private static boolean readFlag(Given given) {
        return switch (given.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unexpected(given.text(), "true or false");
        };
    }

    private static Integer readPort(Given given) {
        return readNumber(given.text(), 0, 65535, "a port, 0-65535");
    }

    private static Integer readCount(Given given) {
        return readNumber(given.text(), 1, Integer.MAX_VALUE, "a number of 1 or more");
    }

    private static Integer readCountOrNone(Given given) {
        return readNumber(given.text(), 0, Integer.MAX_VALUE, "a number of 0 or more");
    }

    private static Secret readSecret(Given given) {
        if (given.text().length() < SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "too short to be a secret (expected: " + SECRET_LENGTH + " characters or more)");
        }
        return new Secret(given.text());
    }

    private static Integer readNumber(String text, int least, int most, String expected) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw unexpected(text, expected);
        }
        throw unexpected(text, expected);
    }

    private static Duration readTime(Given given) {
        Duration time = Durations.parse(given.text());
        if (time.isZero()) {
            throw unexpected(given.text(), "more than 0s");
        }
        return time;
    }

    private static <E extends Enum<E>> E readWord(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> lower(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> unexpected(
                        text,
                        Arrays.stream(type.getEnumConstants())
                                .map(SettingType::lower)
                                .collect(Collectors.joining(", "))));
    }

    private static <E extends Enum<E>> Set<E> readWords(Class<E> type, List<String> texts) {
        if (texts.isEmpty()) {
            throw unexpected("", "at least one of " + words(type).label().replace(",", ", "));
        }
        return texts.stream().map(text -> readWord(type, text)).collect(Collectors.toSet());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static IllegalArgumentException unexpected(String text, String expected) {
        return new IllegalArgumentException(Problem.quoted(text) + " (expected: " + expected + ")");
    }
}
