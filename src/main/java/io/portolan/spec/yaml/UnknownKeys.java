package io.portolan.spec.yaml;

import io.portolan.format.Nearest;
import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to say of keys that a section does not know. They are left out with a warning, unless the section would then do
 * something else than the author meant: where a key is all but one that the section wants, and where it could say who
 * may call.
 */
final class UnknownKeys {

    /** More in one mapping are no slips. */
    private static final int MOST = 1_000;

    private static final String AUTHENTICATION = "authentication";
    private static final Set<String> LIKE_AUTHENTICATION = Set.of("security", "credentials");

    /** A shorter key is near too many others. */
    private static final int LONG_ENOUGH = 4;

    private final Keys keys;
    private final Collection<String> present;
    private final Findings findings;

    /** @param present the keys of the mapping */
    UnknownKeys(Keys keys, Collection<String> present, Findings findings) {
        this.keys = keys;
        this.present = present;
        this.findings = findings;
    }

    /** @param places where each key stands */
    void report(MappingReader in, Function<String, Position> places) {
        int unknown = 0;
        for (String key : present) {
            Position at = places.apply(key);
            if (keys.refused().containsKey(key)) {
                if (in.has(key)) {
                    findings.error(
                            at,
                            in.where(key),
                            Problem.quoted(key) + " " + keys.refused().get(key));
                }
            } else if (keys.ignored().containsKey(key)) {
                findings.warning(
                        at,
                        in.where(key),
                        Problem.quoted(key) + " " + keys.ignored().get(key));
            } else if (!keys.known().contains(key) && !extension(key)) {
                if (++unknown > MOST) {
                    findings.error(at, in.where(), "too many unknown keys (expected: at most " + MOST + ")");
                    return;
                }
                report(key, at, in.where());
            }
        }
    }

    private void report(String key, Position at, String where) {
        String meant = meant(key);
        String text = "unknown key " + Problem.quoted(key) + Nearest.hint(key, keys.known());
        Fix fix = meant == null ? null : new Fix.Replace(at, key, meant);
        if (grave(key, meant)) {
            findings.error(at, where, text, fix);
        } else {
            findings.warning(at, where, text, fix);
        }
    }

    /** Extensions of vendors: theirs to read. */
    private static boolean extension(String key) {
        return key.regionMatches(true, 0, "x-", 0, 2);
    }

    /** The known key that was probably meant, unless the section has it as well. */
    private @Nullable String meant(String key) {
        String nearest = Nearest.to(key, keys.known());
        return nearest == null || present.contains(nearest) ? null : nearest;
    }

    private boolean grave(String key, @Nullable String meant) {
        if (keys.known().contains(AUTHENTICATION)
                && !present.contains(AUTHENTICATION)
                && (AUTHENTICATION.equals(meant) || namesAuthentication(key.toLowerCase(Locale.ROOT)))) {
            return true;
        }
        return meant != null && meant.length() >= LONG_ENOUGH && !Keys.harmless(meant) && Nearest.slip(key, meant);
    }

    private static boolean namesAuthentication(String key) {
        return key.startsWith("auth") || LIKE_AUTHENTICATION.contains(key);
    }
}
