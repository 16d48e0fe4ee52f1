package io.portolan.upstream;

import static io.portolan.upstream.Encoding.BINDINGS;
import static io.portolan.upstream.Encoding.NONE;
import static io.portolan.upstream.Encoding.encoder;
import static io.portolan.upstream.Encoding.text;
import static io.portolan.upstream.Encoding.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.auth.Credential;
import io.portolan.auth.Scheme;
import io.portolan.bus.Body;
import io.portolan.bus.CallContext;
import io.portolan.bus.Failure;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.QueryPair;
import io.portolan.bus.Surface;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.options.QueryStyle;
import io.portolan.plan.Extras;
import io.portolan.plan.Passthrough;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import io.portolan.testing.Plans;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings add to a request, and what they let through. */
final class ExtrasTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void sendsHeadersAndQueryOfTheSettingsInsteadOfTheCallers() {
        Extras extras = new Extras(
                Map.of("X-Version", Template.text("2"), "X-Region", variable("REGION")),
                Map.of("version", Template.text("a b")),
                null,
                QueryStyle.REPEAT,
                Passthrough.NONE);
        UpstreamOperation operation = operation(extras, Plans.header("x-version"), Plans.query("version"));

        UpstreamRequest request = encoder(operation, NONE)
                .encode(List.of(text("mine"), text("mine")), call(Surface.REST, List.of(), List.of()), null);

        assertThat(request.uri()).isEqualTo("/a?version=a%20b");
        assertThat(values(request, "X-Version")).containsExactly("2");
        assertThat(values(request, "X-Region")).containsExactly("eu/west");
    }

    @Test
    void neverLetsThemReplaceTheCredential() {
        Extras extras = new Extras(
                Map.of("X-Api-Key", Template.text("no"), "Host", Template.text("no")),
                Map.of("key", Template.text("no")),
                null,
                QueryStyle.REPEAT,
                new Passthrough(List.of("x-api-key"), List.of(), true));
        Credential header = apiKey("x-api-key", Scheme.Placement.HEADER);
        Credential query = apiKey("key", Scheme.Placement.QUERY);
        Invocation call =
                call(Surface.REST, List.of(new Header("X-API-KEY", "no")), List.of(new QueryPair("key", "no")));

        UpstreamRequest byHeader = encoder(operation(extras), header).encode(List.of(), call, null);
        UpstreamRequest byQuery = encoder(operation(extras), query).encode(List.of(), call, null);

        assertThat(values(byHeader, "X-Api-Key")).containsExactly("k 1");
        assertThat(values(byHeader, "Host")).isEmpty();
        assertThat(byQuery.uri()).isEqualTo("/a?key=k%201");
    }

    @Test
    void letsThroughWhatIsAllowedAsItCame() {
        Extras extras = passthrough(new Passthrough(List.of("x-trace"), List.of("expand[]", "acl"), false));
        Invocation call = call(
                Surface.REST,
                List.of(new Header("X-Trace", "1"), new Header("X-Trace", "2"), new Header("X-Other", "3")),
                List.of(
                        new QueryPair("expand[]", "b"),
                        new QueryPair("other", "1"),
                        new QueryPair("acl", null),
                        new QueryPair("expand[]", "a")));

        UpstreamRequest request = encoder(operation(extras), NONE).encode(List.of(), call, null);

        assertThat(request.uri()).isEqualTo("/a?expand%5B%5D=b&acl&expand%5B%5D=a");
        assertThat(values(request, "X-Trace")).containsExactly("1", "2");
        assertThat(values(request, "X-Other")).isEmpty();
    }

    @Test
    void neverLetsThroughWhatFramesARequestOrShowsWhoCalls() {
        List<String> names = List.of("Host", "content-length", "Connection", "Transfer-Encoding", "Expect", "Cookie");
        Extras extras = passthrough(new Passthrough(names, List.of(), false));
        Invocation call = call(
                Surface.REST, names.stream().map(name -> new Header(name, "1")).toList(), List.of());

        UpstreamRequest request = encoder(operation(extras), NONE).encode(List.of(), call, null);

        assertThat(request.headers()).extracting(Header::name).containsExactly("User-Agent");
    }

    @Test
    void letsAuthorizationThroughOnlyWhereTheApiHasNoCredential() {
        Extras extras = passthrough(new Passthrough(List.of("Authorization"), List.of(), false));
        List<Header> headers = List.of(new Header("authorization", "Bearer mine"));

        assertThat(values(
                        encoder(operation(extras), NONE)
                                .encode(List.of(), call(Surface.REST, headers, List.of()), null),
                        "Authorization"))
                .containsExactly("Bearer mine");
        assertThat(values(
                        encoder(operation(extras), NONE).encode(List.of(), call(Surface.MCP, headers, List.of()), null),
                        "Authorization"))
                .isEmpty();
        assertThat(values(
                        encoder(operation(extras), Encoding.BEARER)
                                .encode(List.of(), call(Surface.REST, headers, List.of()), null),
                        "Authorization"))
                .containsExactly("Bearer k 1");
    }

    @Test
    void namesTheVariableThatTheSettingsNeed() {
        Extras extras =
                new Extras(Map.of("X-A", variable("NOWHERE")), Map.of(), null, QueryStyle.REPEAT, Passthrough.NONE);

        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> encoder(operation(extras), NONE)
                        .encode(List.of(), call(Surface.REST, List.of(), List.of()), null));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(failure.details().variable()).isEqualTo("NOWHERE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "REPEAT | {\"a\":1,\"b\":{\"c\":\"d e\"}} | a=1&b%5Bc%5D=d+e",
                "REPEAT | {\"a\":[1,2],\"i\":[{\"p\":\"x\"}]} | a=1&a=2&i%5B0%5D%5Bp%5D=x",
                "BRACKETS | {\"expand\":[\"a\",\"b\"]} | expand%5B%5D=a&expand%5B%5D=b",
                "DEEP_OBJECT | {\"expand\":[\"a\",\"b\"]} | expand%5B0%5D=a&expand%5B1%5D=b",
                "COMMA | {\"a\":[1,2]} | a=1%2C2",
                "REPEAT | {\"text\":\"one\\ntwo\",\"none\":null} | text=one%0Atwo",
                "REPEAT | {} | ''",
            })
    void sendsAJsonBodyAsAForm(QueryStyle style, String json, String form) {
        Extras extras = new Extras(Map.of(), Map.of(), FORM, style, Passthrough.NONE);

        UpstreamRequest request = encoder(operation(extras), NONE)
                .encode(List.of(), call(Surface.MCP, List.of(), List.of()), body(json, "application/json"));

        assertThat(sent(request)).isEqualTo(form.replace("''", ""));
        assertThat(values(request, "Content-Type")).containsExactly(FORM);
    }

    @Test
    void leavesAFormThatIsOneAsItIs() {
        Extras extras = new Extras(Map.of(), Map.of(), FORM, QueryStyle.REPEAT, Passthrough.NONE);

        UpstreamRequest request = encoder(operation(extras), NONE)
                .encode(List.of(), call(Surface.REST, List.of(), List.of()), body("a=%31", FORM + "; charset=utf-8"));

        assertThat(sent(request)).isEqualTo("a=%31");
        assertThat(values(request, "Content-Type")).containsExactly(FORM + "; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "MCP | application/json | application/xml | \"<a/>\" | <a/> | application/xml",
                "MCP | application/json | application/vnd.api+json | {} | {} | application/vnd.api+json",
                "REST | application/json | application/vnd.api+json | {} | {} | application/vnd.api+json",
                "REST | application/json | application/xml | {} | {} | application/json",
                "REST | text/xml | application/xml | <a/> | <a/> | text/xml",
            })
    void namesTheMediaTypeOfTheSettings(
            Surface surface, String given, String wanted, String body, String sent, String type) {
        Extras extras = new Extras(Map.of(), Map.of(), wanted, QueryStyle.REPEAT, Passthrough.NONE);

        UpstreamRequest request = encoder(operation(extras), NONE)
                .encode(List.of(), call(surface, List.of(), List.of()), body(body, given));

        assertThat(sent(request)).isEqualTo(sent);
        assertThat(values(request, "Content-Type")).containsExactly(type);
    }

    private static Extras passthrough(Passthrough passthrough) {
        return new Extras(Map.of(), Map.of(), null, QueryStyle.REPEAT, passthrough);
    }

    private static Credential apiKey(String name, Scheme.Placement placement) {
        return Credential.of(new Scheme.ApiKeys(name, variable("KEY"), placement), BINDINGS);
    }

    private static UpstreamOperation operation(Extras extras, UpstreamParameter... parameters) {
        UpstreamOperation plain = Plans.operation("api.get", "GET", "/a", parameters);
        return new UpstreamOperation(
                plain.namespace(),
                plain.name(),
                plain.method(),
                plain.path(),
                plain.parameters(),
                plain.body(),
                extras);
    }

    private static Invocation call(Surface surface, List<Header> headers, List<QueryPair> query) {
        CallContext context = new CallContext("id", Long.MAX_VALUE, surface);
        return new Invocation("api.get", "digest", List.<Value>of(), null, null, headers, query, false, false, context);
    }

    private static String sent(UpstreamRequest request) {
        return Body.whole(Objects.requireNonNull(request.body())).toString();
    }

    private static RenderedBody body(String text, String type) {
        return new RenderedBody(Buffer.buffer(text), type);
    }

    private static List<String> values(UpstreamRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
