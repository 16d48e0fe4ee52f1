package io.portolan.compile;

import io.portolan.auth.Scheme;
import io.portolan.expr.Template;
import io.portolan.format.HeaderFields;
import io.portolan.format.Nearest;
import io.portolan.spec.Authentication;
import io.portolan.spec.Authentication.Secret;
import io.portolan.spec.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code authentication} of a consumed namespace. */
final class AuthenticationCompiler {

    private static final List<String> TYPES = List.of("bearer", "basic", "digest", "apikey", "oauth2");
    private static final String OVERLAY =
            "give the credential that the API takes under upstreams.<namespace>.authentication of the settings";
    private static final Pattern DOLLAR = Pattern.compile("\\$\\{\\s*([A-Z][A-Z0-9_]*)\\s*}");

    private final Variables variables;
    private final ProblemLog log;

    AuthenticationCompiler(Variables variables, ProblemLog log) {
        this.variables = variables;
        this.log = log;
    }

    Scheme compile(@Nullable Authentication authentication) {
        return switch (authentication) {
            case null -> new Scheme.None();
            case Authentication.Bearer bearer -> new Scheme.Bearer(header(bearer.token()));
            case Authentication.Basic basic -> new Scheme.Basic(text(basic.username()), text(basic.password()));
            case Authentication.Digest digest -> new Scheme.Digest(header(digest.username()), text(digest.password()));
            case Authentication.ApiKeys several ->
                new Scheme.ApiKeys(several.keys().stream().map(this::key).toList());
            case Authentication.OAuth2 oauth -> oauth2(oauth);
            case Authentication.Other other -> refused(other);
        };
    }

    /**
     * The scheme that stands in for another in the sandbox, which answers no challenge and issues no token: nothing made
     * up, and nothing real, is to reach the token endpoint that a file names.
     */
    static Scheme rehearsed(Scheme scheme) {
        return switch (scheme) {
            case Scheme.Digest digest -> new Scheme.Basic(digest.username(), digest.password());
            case Scheme.OAuth2 oauth -> new Scheme.Bearer(oauth.clientId());
            case Scheme.None none -> none;
            case Scheme.Bearer bearer -> bearer;
            case Scheme.Basic basic -> basic;
            case Scheme.ApiKeys several -> several;
        };
    }

    private Scheme.ApiKey key(Authentication.ApiKey key) {
        return switch (key.place()) {
            case HEADER -> {
                requireName(key, HeaderFields.settable(key.name()), "the name of a header that a client may set");
                yield new Scheme.ApiKey(key.name(), header(key.value()), Scheme.Placement.HEADER);
            }
            case QUERY -> {
                requireName(key, !key.name().isEmpty(), "the name of a query parameter");
                yield new Scheme.ApiKey(key.name(), text(key.value()), Scheme.Placement.QUERY);
            }
            case COOKIE -> {
                requireName(key, HeaderFields.token(key.name()), "the name of a cookie");
                yield new Scheme.ApiKey(key.name(), header(key.value()), Scheme.Placement.COOKIE);
            }
        };
    }

    private void requireName(Authentication.ApiKey key, boolean sound, String expected) {
        if (!sound) {
            log.error(key.value().where(), "'" + key.name() + "' cannot carry a key (expected: " + expected + ")");
        }
    }

    private Scheme oauth2(Authentication.OAuth2 oauth) {
        Secret endpoint = oauth.tokenEndpoint();
        Secret client = oauth.clientId();
        if (!granted(oauth)) {
            return new Scheme.None();
        }
        if (endpoint == null || client == null) {
            log.error(
                    oauth.where(),
                    "no token can be fetched without " + (endpoint == null ? "tokenEndpoint" : "clientId")
                            + " (expected: tokenEndpoint, clientId, clientSecret; or " + OVERLAY + ")");
            return new Scheme.None();
        }
        Map<String, Template> extras = new LinkedHashMap<>();
        extra(extras, "scope", oauth.scope());
        extra(extras, "audience", oauth.audience());
        extra(extras, "resource", oauth.resource());
        return new Scheme.OAuth2(
                header(endpoint),
                text(client),
                oauth.clientSecret() == null ? null : text(oauth.clientSecret()),
                oauth.clientInBody(),
                oauth.refreshToken() == null ? null : text(oauth.refreshToken()),
                extras);
    }

    private boolean granted(Authentication.OAuth2 oauth) {
        String grant = oauth.grant() == null ? "" : oauth.grant().replaceAll("[^\\p{L}]", "");
        boolean known = switch (grant.toLowerCase(Locale.ROOT)) {
            case "" -> true;
            case "clientcredentials", "clientcredential", "application" -> oauth.refreshToken() == null;
            // How somebody once came by the refresh token is of no consequence.
            case "refreshtoken", "authorizationcode", "accesscode", "password", "devicecode" ->
                oauth.refreshToken() != null;
            default -> false;
        };
        if (!known) {
            log.error(
                    oauth.where(),
                    "the grant " + Problem.quoted(String.valueOf(oauth.grant()))
                            + " cannot be followed (expected: clientCredentials, or one with a refreshToken)");
        }
        return known;
    }

    private void extra(Map<String, Template> extras, String name, @Nullable Secret value) {
        if (value != null) {
            extras.put(name, text(value));
        }
    }

    private Scheme refused(Authentication.Other other) {
        String plain = other.type().replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
        String text = switch (plain) {
            case "" -> "";
            case "oauth1",
                    "oauth10",
                    "oauth10a",
                    "hmac",
                    "hmacsha256",
                    "awssigv4",
                    "awsv4",
                    "awssignature",
                    "sigv4",
                    "signature" ->
                "signs every request, which is not supported (expected: " + String.join(", ", TYPES) + "; or " + OVERLAY
                        + ")";
            case "certificate", "clientcertificate", "mtls", "mutualtls" ->
                "needs a client certificate, which is not supported (expected: " + String.join(", ", TYPES) + "; or "
                        + OVERLAY + ")";
            default ->
                "is not understood" + Nearest.hint(plain, TYPES) + " (expected: " + String.join(", ", TYPES) + "; or "
                        + OVERLAY + ")";
        };
        if (!text.isEmpty()) {
            log.error(other.where() + ".type", Problem.quoted(other.type()) + " " + text);
        }
        return new Scheme.None();
    }

    private Template header(Secret secret) {
        return checked(
                secret, HeaderFields::printable, "expected: printable ASCII, which is all that a header carries");
    }

    private Template text(Secret secret) {
        return checked(secret, HeaderFields::text, "expected: no control characters");
    }

    private Template checked(Secret secret, IntPredicate mayTravel, String expected) {
        if (!secret.text().chars().allMatch(mayTravel)) {
            log.error(secret.where(), "holds a character that cannot travel (" + expected + ")");
            return Template.text("");
        }
        return variables.template(DOLLAR.matcher(secret.text()).replaceAll("{{$1}}"), secret.where(), log);
    }
}
