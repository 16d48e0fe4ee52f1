package io.portolan.auth;

import io.portolan.expr.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How callers authenticate, as the file declares it: ours to an API that is consumed, others' to an adapter. Templates,
 * never secrets.
 */
public sealed interface Scheme {

    /** No authentication. */
    record None() implements Scheme {}

    /** {@code Authorization: Bearer <token>} (RFC 6750). */
    record Bearer(Template token) implements Scheme {}

    /** {@code Authorization: Basic <user:password>} (RFC 7617). */
    record Basic(Template username, Template password) implements Scheme {}

    /** Keys under names of the API's choice, all of them on every request. */
    record ApiKeys(List<ApiKey> keys) implements Scheme {

        public ApiKeys {
            keys = List.copyOf(keys);
        }

        /** One key alone. */
        public ApiKeys(String name, Template value, Placement placement) {
            this(List.of(new ApiKey(name, value, placement)));
        }
    }

    /** One key. */
    record ApiKey(String name, Template value, Placement placement) {}

    /** Where an API key travels. */
    enum Placement {
        HEADER,
        QUERY,
        COOKIE
    }

    /** An answer to the challenge of a 401 (RFC 7616). */
    record Digest(Template username, Template password) implements Scheme {}

    /**
     * A bearer token that is fetched and renewed (RFC 6749 4.4, and 6 when there is a refresh token).
     *
     * @param clientSecret null for a public client
     * @param clientInBody whether the client names itself in the body of the token request, not by Basic
     * @param refreshToken null for the grant of client credentials
     * @param extras further parameters of the token request by name, such as {@code scope}
     */
    record OAuth2(
            Template tokenEndpoint,
            Template clientId,
            @Nullable Template clientSecret,
            boolean clientInBody,
            @Nullable Template refreshToken,
            Map<String, Template> extras)
            implements Scheme {

        public OAuth2 {
            extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        }
    }

    /** The variables a credential of this scheme needs. */
    default List<String> variables() {
        return templates()
                .flatMap(template -> template.variables().stream())
                .distinct()
                .toList();
    }

    /** The same scheme with its templates changed. */
    default Scheme map(UnaryOperator<Template> change) {
        return switch (this) {
            case None none -> none;
            case Bearer bearer -> new Bearer(change.apply(bearer.token()));
            case Basic basic -> new Basic(change.apply(basic.username()), change.apply(basic.password()));
            case ApiKeys several ->
                new ApiKeys(several.keys().stream()
                        .map(key -> new ApiKey(key.name(), change.apply(key.value()), key.placement()))
                        .toList());
            case Digest digest -> new Digest(change.apply(digest.username()), change.apply(digest.password()));
            case OAuth2 oauth -> {
                Map<String, Template> extras = new LinkedHashMap<>();
                oauth.extras().forEach((name, value) -> extras.put(name, change.apply(value)));
                Template secret = oauth.clientSecret();
                Template refresh = oauth.refreshToken();
                yield new OAuth2(
                        change.apply(oauth.tokenEndpoint()),
                        change.apply(oauth.clientId()),
                        secret == null ? null : change.apply(secret),
                        oauth.clientInBody(),
                        refresh == null ? null : change.apply(refresh),
                        extras);
            }
        };
    }

    private Stream<Template> templates() {
        return switch (this) {
            case None none -> Stream.of();
            case Bearer bearer -> Stream.of(bearer.token());
            case Basic basic -> Stream.of(basic.username(), basic.password());
            case ApiKeys several -> several.keys().stream().map(ApiKey::value);
            case Digest digest -> Stream.of(digest.username(), digest.password());
            case OAuth2 oauth ->
                Stream.concat(
                                Stream.of(
                                        oauth.tokenEndpoint(),
                                        oauth.clientId(),
                                        oauth.clientSecret(),
                                        oauth.refreshToken()),
                                oauth.extras().values().stream())
                        .filter(Objects::nonNull);
        };
    }
}
