package io.portolan.cli.settings;

import io.portolan.options.PortolanOptions;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing a process can be told.
 *
 * @param name the path in the settings file: {@code limits.inFlight}
 * @param place where it ends up in the options
 * @param flag null when the command line has none for it
 * @param meaning half a sentence for help texts and the manual
 */
public record Setting<T extends @Nullable Object>(
        String name,
        SettingType<T> type,
        Function<PortolanOptions, T> place,
        @Nullable String flag,
        String meaning) {

    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    static <T extends @Nullable Object> Setting<T> of(
            String name, SettingType<T> type, Function<PortolanOptions, T> place, String meaning) {
        return new Setting<>(name, type, place, null, meaning);
    }

    Setting<T> flagged(String flag) {
        return new Setting<>(name, type, place, flag, meaning);
    }

    /** What the environment calls it: {@code PORTOLAN_LIMITS_IN_FLIGHT}. */
    public String variable() {
        return "PORTOLAN_"
                + HUMP.matcher(name).replaceAll("$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The value in these options as the settings file would spell it; empty when there is none. */
    public String text(PortolanOptions options) {
        return type.write().apply(place.apply(options));
    }

    /** Whether its flag stands alone, without a value. */
    public boolean bare() {
        return type.equals(SettingType.FLAG);
    }

    /** What kind of value it takes: {@code PORT}, {@code TIME}, or the words to choose from. */
    public String label() {
        return type.label();
    }
}
