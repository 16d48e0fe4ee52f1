package io.portolan.upstream.login;

import io.portolan.auth.Login;
import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Result;
import io.portolan.bus.RunningCall;
import io.portolan.bus.Surface;
import io.portolan.upstream.Exchange;
import io.portolan.upstream.UpstreamRequest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a token endpoint for tokens (RFC 6749 4.4, 5 and 6). Its failures name the cause, never a secret. */
final class TokenSource {

    /** A server that does not say how long a token lasts is asked again when it refuses one, or after this. */
    private static final Duration UNSAID = Duration.ofHours(1);

    private static final Duration LONGEST_LIFE = Duration.ofDays(365);

    private final Login.Grant grant;
    private final Exchange endpoint;
    private final String label;

    /** @param label of the endpoint, for messages */
    TokenSource(Login.Grant grant, Exchange endpoint, String label) {
        this.grant = grant;
        this.endpoint = endpoint;
        this.label = label;
    }

    /**
     * Asks once.
     *
     * @param renewing the token before, which may hold a newer refresh token than the configured one
     * @param deadline in milliseconds since the epoch
     */
    Future<Token> ask(@Nullable Token renewing, long deadline) {
        String refreshToken = renewing == null ? null : renewing.refreshToken();
        CallContext context = new CallContext("", deadline, Surface.BUS);
        return endpoint.send(request(refreshToken), RunningCall.of(context)).map(result -> token(result, refreshToken));
    }

    private UpstreamRequest request(@Nullable String refreshToken) {
        Map<String, String> form = new TreeMap<>(grant.form());
        if (refreshToken != null) {
            form.put("refresh_token", refreshToken);
        }
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
        headers.add(new Header("Accept", "application/json"));
        if (grant.authorization() != null) {
            headers.add(new Header("Authorization", grant.authorization()));
        }
        return new UpstreamRequest(HttpMethod.POST, target(grant.tokenEndpoint()), headers, Buffer.buffer(body));
    }

    private static String target(URI endpoint) {
        String path = endpoint.getRawPath() == null || endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        return endpoint.getRawQuery() == null ? path : path + "?" + endpoint.getRawQuery();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Token token(Result result, @Nullable String refreshToken) {
        JsonObject answer = json(result);
        if (result.status() / 100 != 2) {
            throw refused(result.status(), answer);
        }
        String type = answer == null ? null : text(answer, "token_type");
        String accessToken = answer == null ? null : text(answer, "access_token");
        if (answer == null || accessToken == null || !accessToken.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new Failure(Kind.UPSTREAM_BROKEN, label + " answered without an access_token that can be used");
        }
        if (type != null && !type.equalsIgnoreCase("bearer")) {
            throw new Failure(Kind.UPSTREAM_BROKEN, label + " gives tokens of another kind (expected: bearer)");
        }
        String newer = text(answer, "refresh_token");
        boolean renews = grant.form().containsKey("refresh_token");
        return Token.lasting(accessToken, lifetime(answer), renews && newer != null ? newer : refreshToken);
    }

    private Failure refused(int status, @Nullable JsonObject answer) {
        String error = answer == null ? null : text(answer, "error");
        // RFC 6749 5.2 has a handful of words; whatever else stands there may be anything.
        String word = error != null && error.matches("[a-z_]{1,40}") ? error : "no reason";
        return status / 100 == 4
                ? new Failure(Kind.UNAVAILABLE, label + " refused to give a token: " + status + ", " + word)
                : new Failure(Kind.UPSTREAM_BROKEN, label + " answered " + status);
    }

    private static Duration lifetime(JsonObject answer) {
        Object seconds = answer.getValue("expires_in");
        String text = String.valueOf(seconds);
        if (!text.matches("[0-9]{1,9}(\\.[0-9]+)?")) {
            return UNSAID;
        }
        Duration said = Duration.ofSeconds(Long.parseLong(text.replaceFirst("\\..*", "")));
        return said.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : said;
    }

    private static @Nullable JsonObject json(Result result) {
        try {
            return new JsonObject(Body.whole(result.body()));
        } catch (DecodeException | ClassCastException notAnObject) {
            return null;
        }
    }

    private static @Nullable String text(JsonObject answer, String name) {
        return answer.getValue(name) instanceof String text && !text.isEmpty() ? text : null;
    }
}
