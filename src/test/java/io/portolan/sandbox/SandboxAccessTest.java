package io.portolan.sandbox;

import static io.portolan.sandbox.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.auth.Credential;
import io.portolan.auth.Scheme;
import io.portolan.expr.Template;
import io.portolan.plan.UpstreamPlan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
final class SandboxAccessTest {

    private static final Template KEY = new Template(List.of(new Template.Variable("env.KEY")));
    private static final Template NEEDS_ENCODING =
            new Template(List.of(new Template.Text("a b+c/"), new Template.Variable("env.KEY")));

    static Stream<Arguments> schemes() {
        return Stream.of(
                Arguments.of(new Scheme.Bearer(KEY), "Bearer realm=\"sandbox\""),
                Arguments.of(new Scheme.Basic(Template.text("user"), KEY), "Basic realm=\"sandbox\""),
                Arguments.of(new Scheme.ApiKeys("x-api-key", KEY, Scheme.Placement.HEADER), "ApiKey realm=\"sandbox\""),
                Arguments.of(
                        new Scheme.ApiKeys("key", NEEDS_ENCODING, Scheme.Placement.QUERY), "ApiKey realm=\"sandbox\""),
                Arguments.of(new Scheme.ApiKeys("sid", KEY, Scheme.Placement.COOKIE), "ApiKey realm=\"sandbox\""),
                Arguments.of(
                        new Scheme.ApiKeys(List.of(
                                new Scheme.ApiKey("x-api-key", KEY, Scheme.Placement.HEADER),
                                new Scheme.ApiKey("app", KEY, Scheme.Placement.QUERY))),
                        "ApiKey realm=\"sandbox\""));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void demandsTheCredentialItMade(Scheme scheme, String challenge, Vertx vertx) {
        UpstreamPlan upstream = Apis.api("things-api", scheme, "GET /things");
        Sandbox sandbox = await(Sandbox.start(vertx, List.of(upstream)));
        String url = sandbox.baseUri("things-api") + "/things";
        Credential credential = Credential.of(scheme, sandbox.bindings(upstream));

        HttpResponse<Buffer> without = get(vertx, url, null, "");
        HttpResponse<Buffer> with = get(vertx, url, credential, "");
        HttpResponse<Buffer> wrong = get(vertx, url, credential, "x");

        assertThat(with.statusCode()).isEqualTo(200);
        for (HttpResponse<Buffer> refused : List.of(without, wrong)) {
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.getHeader("WWW-Authenticate")).isEqualTo(challenge);
            assertThat(refused.bodyAsJsonObject())
                    .isEqualTo(new JsonObject()
                            .put(
                                    "error",
                                    new JsonObject()
                                            .put(
                                                    "message",
                                                    "No valid credential (expected: the one this sandbox was"
                                                            + " started with)")
                                            .put("type", "authentication_error")
                                            .put("code", "invalid_api_key")));
        }
    }

    @Test
    void demandsNothingWhereTheApiHasNoAuthentication(Vertx vertx) {
        Sandbox sandbox = await(Sandbox.start(vertx, List.of(Apis.api("open", new Scheme.None(), "GET /things"))));

        assertThat(get(vertx, sandbox.baseUri("open") + "/things", null, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void makesUpEveryVariableAndKeepsIt(Vertx vertx) {
        UpstreamPlan first = Apis.portkey();
        UpstreamPlan second = Apis.mistral();
        Sandbox sandbox = await(Sandbox.start(vertx, List.of(first, second)));

        String value = sandbox.bindings(first).value("PATH");

        assertThat(value).matches("[0-9a-f]{48}").isNotEqualTo(System.getenv("PATH"));
        assertThat(sandbox.bindings(first).value("PATH")).isEqualTo(value);
        assertThat(sandbox.bindings(second).value("PATH")).isNotEqualTo(value);
    }

    @Test
    void neverRepeatsASecretInAnError(Vertx vertx) {
        Scheme inQuery = new Scheme.ApiKeys("key", KEY, Scheme.Placement.QUERY);
        UpstreamPlan upstream = Apis.api("things-api", inQuery, "GET /things/{thing_id}", "POST /things");
        Sandbox sandbox = await(Sandbox.start(vertx, List.of(upstream)));
        String secret = sandbox.bindings(upstream).value("env.KEY");
        String base = sandbox.baseUri("things-api").toString();

        Stream<String> answers = Stream.of("/things/x", "/unknown", "/things/%zz", "/things", "")
                .map(path -> get(vertx, base + path + "?key=" + secret, null, ""))
                .peek(answer -> assertThat(answer.statusCode()).isBetween(400, 499))
                .map(answer -> answer.headers() + answer.bodyAsString());

        assertThat(answers.toList()).hasSize(5).noneMatch(answer -> answer.contains(secret));
        assertThat(get(vertx, base + "/things/x?key=" + secret + "x", null, "").bodyAsString())
                .doesNotContain(secret);
        assertThat(sandbox.bindings(upstream).toString()).doesNotContain(secret);
    }

    /** @param tail put behind each value of the credential */
    private static HttpResponse<Buffer> get(Vertx vertx, String url, Credential credential, String tail) {
        var request = WebClient.create(vertx).getAbs(url);
        if (credential != null) {
            credential.headers().forEach(pair -> request.putHeader(pair.name(), pair.value() + tail));
            credential.query().forEach(pair -> request.addQueryParam(pair.name(), decoded(pair.value()) + tail));
            credential
                    .cookies()
                    .forEach(pair -> request.putHeader("Cookie", "a=b; " + pair.name() + "=" + pair.value() + tail));
        }
        return await(request.send());
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
}
