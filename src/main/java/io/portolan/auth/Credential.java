package io.portolan.auth;

import io.portolan.binding.Bindings;
import io.portolan.expr.Scope;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A scheme with its secrets filled in: one header or one query parameter to add to every request. Prints no value.
 */
public final class Credential {

    /** The credential of an API without authentication: adds nothing. */
    public static final Credential NONE = new Credential(null, null, null);

    private final @Nullable String header;
    private final @Nullable String query;
    private final @Nullable String value;

    private Credential(@Nullable String header, @Nullable String query, @Nullable String value) {
        this.header = header;
        this.query = query;
        this.value = value;
    }

    /**
     * Fills the scheme's templates.
     *
     * @throws MissingVariableException naming the first variable that has no value or an empty one
     * @throws UnfitVariableException naming the first variable whose value no request can carry
     */
    public static Credential of(Scheme scheme, Bindings bindings) {
        return switch (scheme) {
            case Scheme.None none -> NONE;
            case Scheme.Bearer bearer ->
                new Credential("Authorization", null, "Bearer " + fill(bearer.token(), bindings, Credential::inHeader));
            case Scheme.Basic basic ->
                basic(
                        fill(basic.username(), bindings, Credential::encoded),
                        fill(basic.password(), bindings, Credential::encoded));
            case Scheme.ApiKey key -> apiKey(key, bindings);
        };
    }

    /** The header to set, or null when the credential travels in the query or there is none. */
    public @Nullable String header() {
        return header;
    }

    /** The query parameter to add, or null when the credential travels in a header or there is none. */
    public @Nullable String query() {
        return query;
    }

    /** The value of the header as it is, or of the query parameter percent-encoded; null when there is none. */
    public @Nullable String value() {
        return value;
    }

    private static Credential basic(String username, String password) {
        String pair = username + ":" + password;
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Credential("Authorization", null, "Basic " + encoded);
    }

    private static Credential apiKey(Scheme.ApiKey key, Bindings bindings) {
        return switch (key.placement()) {
            case HEADER -> new Credential(key.name(), null, fill(key.value(), bindings, Credential::inHeader));
            case QUERY -> {
                String value = fill(key.value(), bindings, Credential::encoded);
                String query = URLEncoder.encode(value, StandardCharsets.UTF_8);
                // URLEncoder is for forms: it spells a space as a plus and keeps the asterisk.
                yield new Credential(null, key.name(), query.replace("+", "%20").replace("*", "%2A"));
            }
        };
    }

    private static String fill(Template template, Bindings bindings, IntPredicate mayTravel) {
        for (String variable : template.variables()) {
            String value = bindings.value(variable);
            if (value == null) {
                throw new MissingVariableException(variable);
            }
            if (!value.chars().allMatch(mayTravel)) {
                throw new UnfitVariableException(variable);
            }
        }
        String text = template.render(new VariableScope(bindings));
        if (text == null || !text.chars().allMatch(mayTravel)) {
            throw new IllegalArgumentException(
                    "a credential holds a character that cannot travel (expected: printable ASCII)");
        }
        return text;
    }

    // RFC 9110 5.5: whatever else a header holds is garbled on the way, or ends the header.
    private static boolean inHeader(int character) {
        return character >= ' ' && character <= '~';
    }

    private static boolean encoded(int character) {
        return character >= ' ' && character != 0x7F;
    }

    private record VariableScope(Bindings bindings) implements Scope {

        @Override
        public @Nullable Value input(int index) {
            return null;
        }

        @Override
        public @Nullable String variable(String name) {
            return bindings.value(name);
        }
    }

    @Override
    public String toString() {
        if (header != null) {
            return header + ": <redacted>";
        }
        return query == null ? "none" : "?" + query + "=<redacted>";
    }
}
