package io.portolan.upstream;

import static io.portolan.upstream.Encoding.BEARER;
import static io.portolan.upstream.Encoding.BINDINGS;
import static io.portolan.upstream.Encoding.NONE;
import static io.portolan.upstream.Encoding.encode;
import static io.portolan.upstream.Encoding.invocation;
import static io.portolan.upstream.Encoding.json;
import static io.portolan.upstream.Encoding.text;
import static io.portolan.upstream.Encoding.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.auth.Credential;
import io.portolan.auth.Scheme;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Surface;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.plan.BaseUri;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.testing.Plans;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The request line. */
final class RequestEncoderTest {

    @Test
    void putsTheBasePathInFront() {
        assertThat(uri("", "/")).isEqualTo("/");
        assertThat(uri("/v1", "/")).isEqualTo("/v1");
        assertThat(uri("", "/a/b")).isEqualTo("/a/b");
        assertThat(uri("/v1", "/a/{x}", "1")).isEqualTo("/v1/a/1");
        assertThat(uri("/v1", "/{x}", "1")).isEqualTo("/v1/1");
        assertThat(uri("", "/{x}/", "1")).isEqualTo("/1/");
    }

    @Test
    void keepsWhatTheAuthorWroteAndEncodesWhatMayNotStandThere() {
        assertThat(uri("", "/a:cancel/b@c/(d);e=f,g/%2Fh/100%/x y/é"))
                .isEqualTo("/a:cancel/b@c/(d);e=f,g/%2Fh/100%25/x%20y/%C3%A9");
    }

    @Test
    void joinsTextAndValuesWithinASegment() {
        assertThat(uri("", "/v{x}.json", "1/2")).isEqualTo("/v1%2F2.json");
    }

    @Test
    void fillsVariablesOfThePathAsOneSegment() {
        assertThat(uri("", "/{{REGION}}/x")).isEqualTo("/eu%2Fwest/x");
    }

    @Test
    void refusesAPathVariableWithoutAValue() {
        Failure failure = catchThrowableOfType(Failure.class, () -> uri("", "/{{NOWHERE}}/x"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.details().variable()).isEqualTo("NOWHERE");
    }

    @Test
    void refusesAPathVariableThatClimbs() {
        Failure failure = catchThrowableOfType(Failure.class, () -> uri("", "/a/{{DOTS}}/x"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void refusesAPathParameterWithoutAValue() {
        UpstreamOperation operation = Plans.operation("api.get", "GET", "/a/{x}", Plans.path("x"));

        Failure failure = catchThrowableOfType(Failure.class, () -> encode(operation, NONE, (Value) null));

        assertThat(failure).hasMessage("path parameter 'x' is empty (expected: one path segment)");
    }

    @Test
    void leavesOutQueryParametersWithoutAValue() {
        UpstreamOperation operation =
                Plans.operation("api.get", "GET", "/a", Plans.query("x"), Plans.query("y"), Plans.query("z"));

        assertThat(encode(operation, NONE, null, text("1"), null).uri()).isEqualTo("/a?y=1");
        assertThat(encode(operation, NONE, text(""), json("[]"), text("2")).uri())
                .isEqualTo("/a?x=&z=2");
    }

    @Test
    void encodesQueryNames() {
        UpstreamOperation operation =
                Plans.operation("api.get", "GET", "/a", Plans.query("filter[a b]&c"), Plans.query("x=y"));

        assertThat(encode(operation, NONE, text("1"), text("2")).uri()).isEqualTo("/a?filter%5Ba%20b%5D%26c=1&x%3Dy=2");
    }

    @Test
    void joinsTheItemsOfODataParameters() {
        UpstreamOperation operation = Plans.operation("api.get", "GET", "/a", Plans.query("$select"));

        assertThat(encode(operation, NONE, json("[\"id\",\"na,me\"]")).uri()).isEqualTo("/a?$select=id,na%2Cme");
    }

    @Test
    void sendsAnArrayGivenForAnObjectAsAnArray() {
        UpstreamOperation operation =
                Plans.operation("api.get", "GET", "/a", new UpstreamParameter("f", Place.QUERY, ValueType.OBJECT));

        assertThat(encode(operation, NONE, json("[1,2]")).uri()).isEqualTo("/a?f=1&f=2");
    }

    @Test
    void refusesARequestLineWithoutEnd() {
        Failure failure = catchThrowableOfType(Failure.class, () -> uri("", "/{x}", "a".repeat(70_000)));

        assertThat(failure).hasMessage("the request line would have 70001 characters (expected: at most 65536)");
    }

    @Test
    void addsAQueryCredentialLastAndDropsAParameterOfItsName() {
        UpstreamOperation operation = Plans.operation("api.get", "GET", "/a", Plans.query("api key"), Plans.query("x"));
        Credential key =
                Credential.of(new Scheme.ApiKeys("api key", variable("KEY"), Scheme.Placement.QUERY), BINDINGS);

        assertThat(encode(operation, key, text("mine"), text("1")).uri()).isEqualTo("/a?x=1&api%20key=k%201");
        assertThat(encode(operation, key, text("mine"), null).uri()).isEqualTo("/a?api%20key=k%201");
    }

    @Test
    void neverPrintsTheQueryOrAHeader() {
        UpstreamOperation operation = Plans.operation("api.get", "GET", "/a", Plans.query("x"));

        assertThat(encode(operation, BEARER, text("secret"))).hasToString("GET /a?...");
    }

    private static String uri(String base, String path, String... values) {
        UpstreamOperation operation = Plans.operation("api.get", "GET", path, Plans.path("x"));
        List<@Nullable Value> all = new ArrayList<>();
        all.add(values.length == 0 ? null : text(values[0]));
        BaseUri baseUri = new BaseUri("https", "api.example", 443, base);
        return new RequestEncoder(operation, baseUri, NONE, BINDINGS)
                .encode(all, invocation(List.of(), null, Surface.REST), null)
                .uri();
    }
}
