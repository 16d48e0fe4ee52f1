package io.portolan.plan;

import io.portolan.auth.Scheme;
import io.portolan.binding.BindingKey;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What callers of an adapter have to show.
 *
 * @param scheme bearer, basic or API keys
 * @param file the capability file it comes from
 * @param bindings where the values are, by variable of that file
 */
public record Guard(Scheme scheme, String file, Map<String, BindingKey> bindings) {

    public Guard {
        bindings = Collections.unmodifiableMap(new TreeMap<>(bindings));
    }

    /** What callers have to show, in words. */
    public String shown() {
        return switch (scheme) {
            case Scheme.None none -> "nothing";
            case Scheme.Bearer bearer -> "a bearer token";
            case Scheme.Basic basic -> "a user and a password";
            case Scheme.Digest digest -> "a user and a password, digested";
            case Scheme.OAuth2 oauth -> "an OAuth 2 token";
            case Scheme.ApiKeys several ->
                several.keys().stream()
                        .map(key -> key.placement().name().toLowerCase(Locale.ROOT) + " " + key.name())
                        .collect(Collectors.joining(", "));
        };
    }

    /** Whether a header of this name is the caller's credential, which goes nowhere else. */
    public boolean takesHeader(String name) {
        return switch (scheme) {
            case Scheme.ApiKeys several -> takes(several, Scheme.Placement.HEADER, name::equalsIgnoreCase);
            case Scheme.None none -> false;
            case Scheme.Bearer bearer -> name.equalsIgnoreCase("Authorization");
            case Scheme.Basic basic -> name.equalsIgnoreCase("Authorization");
            case Scheme.Digest digest -> name.equalsIgnoreCase("Authorization");
            case Scheme.OAuth2 oauth -> name.equalsIgnoreCase("Authorization");
        };
    }

    /** Whether a query parameter of this name is the caller's credential, which goes nowhere else. */
    public boolean takesQuery(String name) {
        return scheme instanceof Scheme.ApiKeys several && takes(several, Scheme.Placement.QUERY, name::equals);
    }

    /** Whether callers show something in the cookie of this name. */
    public boolean takesCookie(String name) {
        return scheme instanceof Scheme.ApiKeys several && takes(several, Scheme.Placement.COOKIE, name::equals);
    }

    private static boolean takes(Scheme.ApiKeys several, Scheme.Placement placement, Predicate<String> named) {
        return several.keys().stream().anyMatch(key -> key.placement() == placement && named.test(key.name()));
    }
}
