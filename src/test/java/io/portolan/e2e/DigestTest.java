package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.FakeUpstream;
import io.portolan.testing.FakeUpstream.Received;
import io.portolan.testing.RunningPortolan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** APIs that challenge with a 401, real ones. */
@ExtendWith(VertxExtension.class)
final class DigestTest {

    private static final Map<String, String> KEYS =
            Map.of("USER", "ann", "PASS", "p\"w", "ID", "my id", "SECRET", "s3cret&", "REFRESH", "r-0");
    private static final String DIGEST = "authentication: {type: digest, username: '{{USER}}', password: '{{PASS}}'}";
    private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]+))");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", ""})
    void answersAChallengeAndGoesOnWithItsNonce(String algorithm, Vertx vertx) throws IOException {
        String named = algorithm.isEmpty() ? "" : ", algorithm=" + algorithm;
        String challenge =
                "Digest realm=\"the \\\"shop\\\"\", nonce=\"n1\", qop=\"auth, auth-int\", opaque=\"o\"" + named;
        FakeUpstream upstream = FakeUpstream.start(vertx).answers((request, response) -> {
            boolean known = digest(request, "n1", algorithm);
            response.setStatusCode(known ? 200 : 401);
            response.headers()
                    .add("WWW-Authenticate", "Basic realm=\"x\", charset=\"UTF-8\"")
                    .add("WWW-Authenticate", challenge);
            response.end("{}");
        });
        RunningPortolan portolan = serve(vertx, upstream, DIGEST);

        for (int call = 0; call < 6; call++) {
            assertThat(portolan.post("/items", "{\"n\":" + call + "}").statusCode())
                    .isEqualTo(200);
        }

        List<Received> received = upstream.received();
        long unauthenticated = received.stream()
                .filter(one -> !one.headers().contains("authorization"))
                .count();
        // One for each instance that got a call: what is learned stays on its event loop.
        assertThat(unauthenticated).isBetween(1L, (long) Runtime.getRuntime().availableProcessors());
        assertThat(received).hasSize(6 + (int) unauthenticated);
        assertThat(received).allMatch(one -> one.body().toString().startsWith("{\"n\":"));
    }

    @Test
    void takesANewNonceWhenTheOldOneIsStale(Vertx vertx) throws IOException {
        AtomicInteger nonce = new AtomicInteger(1);
        FakeUpstream upstream = FakeUpstream.start(vertx).answers((request, response) -> {
            boolean known = digest(request, "n" + nonce.get(), "MD5");
            response.setStatusCode(known ? 200 : 401)
                    .putHeader(
                            "WWW-Authenticate", "Digest realm=\"r\",nonce=\"n" + nonce.get() + "\",qop=auth,stale=true")
                    .end("{}");
        });
        RunningPortolan portolan = serve(vertx, upstream, DIGEST);

        assertThat(portolan.get("/items").statusCode()).isEqualTo(200);
        nonce.set(2);

        assertThat(portolan.get("/items?q=a%20b").statusCode()).isEqualTo(200);
    }

    @Test
    void handsOnTheRefusalOfAWrongPassword(Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx)
                .answers((request, response) -> response.setStatusCode(401)
                        .putHeader(
                                "WWW-Authenticate",
                                "Digest realm=\"r\", nonce=\"" + System.nanoTime() + "\", qop=\"auth\"")
                        .end("{\"error\":\"no\"}"));
        RunningPortolan portolan = serve(vertx, upstream, DIGEST);

        HttpResponse<Buffer> answer = portolan.get("/items");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.bodyAsString()).isEqualTo("{\"error\":\"no\"}");
        assertThat(upstream.received()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest realm=\"r\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=X",
                "Bearer",
                "Negotiate a==",
                ""
            })
    void leavesAChallengeAloneThatItCannotAnswer(String challenge, Vertx vertx) throws IOException {
        FakeUpstream upstream = FakeUpstream.start(vertx)
                .answers((request, response) -> response.setStatusCode(401)
                        .putHeader("WWW-Authenticate", challenge)
                        .end());
        RunningPortolan portolan = serve(vertx, upstream, DIGEST);

        assertThat(portolan.get("/items").statusCode()).isEqualTo(401);
        assertThat(upstream.received()).hasSize(1);
    }

    private RunningPortolan serve(Vertx vertx, FakeUpstream upstream, String authentication) throws IOException {
        Shops.write(folder, upstream.port(), authentication, "");
        return RunningPortolan.serve(vertx, folder, KEYS::get, options -> options);
    }

    /** Whether the request answers as RFC 7616 3.4 says, worked out independently. */
    private static boolean digest(Received request, String nonce, String algorithm) {
        String header = request.headers().get("authorization");
        if (header == null) {
            return false;
        }
        Map<String, String> given = new HashMap<>();
        for (Matcher parameter = PARAMETER.matcher(header); parameter.find(); ) {
            String quoted = parameter.group(2);
            given.put(parameter.group(1), quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        String hash = algorithm.replace("-sess", "").replace("SHA-512-256", "SHA-512/256");
        String user = hash(hash, "ann:" + given.get("realm") + ":p\"w");
        if (algorithm.endsWith("-sess")) {
            user = hash(hash, user + ":" + nonce + ":" + given.get("cnonce"));
        }
        String resource = hash(hash, request.method() + ":" + request.uri());
        String expected = hash(
                hash, user + ":" + nonce + ":" + given.get("nc") + ":" + given.get("cnonce") + ":auth:" + resource);
        return expected.equals(given.get("response")) && request.uri().equals(given.get("uri"));
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm.isEmpty() ? "MD5" : algorithm)
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
