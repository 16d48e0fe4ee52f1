package io.portolan.auth;

import io.portolan.binding.Bindings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scheme with its secrets filled in: what to add to every request, and how to get what is not known yet. Prints no
 * value.
 */
public final class Credential {

    /** The credential of an API without authentication: adds nothing. */
    public static final Credential NONE = new Credential(List.of(), List.of(), List.of(), null);

    private final List<Pair> headers;
    private final List<Pair> query;
    private final List<Pair> cookies;
    private final @Nullable Login login;

    /** A name, and a value that is not to be printed. */
    public record Pair(String name, String value) {

        @Override
        public String toString() {
            return name + "=<redacted>";
        }
    }

    private Credential(List<Pair> headers, List<Pair> query, List<Pair> cookies, @Nullable Login login) {
        this.headers = List.copyOf(headers);
        this.query = List.copyOf(query);
        this.cookies = List.copyOf(cookies);
        this.login = login;
    }

    /**
     * Fills the scheme's templates.
     *
     * @throws MissingVariableException naming the first variable that has no value or an empty one
     * @throws UnfitVariableException naming the first variable whose value no request can carry
     */
    public static Credential of(Scheme scheme, Bindings bindings) {
        Filling filling = new Filling(bindings);
        return switch (scheme) {
            case Scheme.None none -> NONE;
            case Scheme.Bearer bearer -> authorization("Bearer " + filling.header(bearer.token()));
            case Scheme.Basic basic ->
                authorization("Basic "
                        + Filling.base64(filling.text(basic.username()) + ":" + filling.password(basic.password())));
            case Scheme.ApiKeys several -> apiKeys(several.keys(), filling);
            case Scheme.Digest digest ->
                login(new Login.Digest(filling.header(digest.username()), filling.password(digest.password())));
            case Scheme.OAuth2 oauth -> login(Login.Grant.of(oauth, filling));
        };
    }

    /** The header fields to set. */
    public List<Pair> headers() {
        return headers;
    }

    /** The query parameters to add, values percent-encoded. */
    public List<Pair> query() {
        return query;
    }

    /** The cookies to send. */
    public List<Pair> cookies() {
        return cookies;
    }

    /** How the header {@code Authorization} is come by; null when it is known, or not needed. */
    public @Nullable Login login() {
        return login;
    }

    private static Credential authorization(String value) {
        return new Credential(List.of(new Pair("Authorization", value)), List.of(), List.of(), null);
    }

    private static Credential login(Login login) {
        return new Credential(List.of(), List.of(), List.of(), login);
    }

    private static Credential apiKeys(List<Scheme.ApiKey> keys, Filling filling) {
        List<Pair> headers = new ArrayList<>();
        List<Pair> query = new ArrayList<>();
        List<Pair> cookies = new ArrayList<>();
        for (Scheme.ApiKey key : keys) {
            switch (key.placement()) {
                case HEADER -> headers.add(new Pair(key.name(), filling.header(key.value())));
                case QUERY -> query.add(new Pair(key.name(), Filling.percent(filling.text(key.value()))));
                case COOKIE -> cookies.add(new Pair(key.name(), filling.cookie(key.value())));
            }
        }
        return new Credential(headers, query, cookies, null);
    }

    @Override
    public String toString() {
        if (login != null) {
            return login.toString();
        }
        List<String> names = new ArrayList<>();
        headers.forEach(pair -> names.add(pair.name() + ": <redacted>"));
        query.forEach(pair -> names.add("?" + pair));
        cookies.forEach(pair -> names.add("Cookie: " + pair));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
