package io.portolan.upstream;

import static io.portolan.upstream.Encoding.BEARER;
import static io.portolan.upstream.Encoding.BINDINGS;
import static io.portolan.upstream.Encoding.NONE;
import static io.portolan.upstream.Encoding.encode;
import static io.portolan.upstream.Encoding.encodeFrom;
import static io.portolan.upstream.Encoding.encoder;
import static io.portolan.upstream.Encoding.invocation;
import static io.portolan.upstream.Encoding.text;
import static io.portolan.upstream.Encoding.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.auth.Credential;
import io.portolan.auth.Scheme;
import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.bus.Invocation;
import io.portolan.bus.Surface;
import io.portolan.plan.UpstreamOperation;
import io.portolan.testing.Plans;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The headers and what belongs to the body. */
final class RequestHeadersTest {

    @Test
    void setsTheCredentialOverAnyParameterOrForwardedHeader() {
        UpstreamOperation operation = Plans.operation("api.get", "GET", "/a", Plans.header("X-Api-Key"));
        Credential key =
                Credential.of(new Scheme.ApiKeys("x-api-key", variable("KEY"), Scheme.Placement.HEADER), BINDINGS);

        UpstreamRequest request = encode(operation, key, text("mine"));

        assertThat(named(request, "x-api-key")).containsExactly("k 1");
    }

    @Test
    void sendsADeclaredAuthorizationOnlyWhereTheNamespaceHasNone() {
        UpstreamOperation operation = Plans.operation("api.get", "GET", "/a", Plans.header("authorization"));

        assertThat(named(encode(operation, NONE, text("Bearer mine")), "Authorization"))
                .containsExactly("Bearer mine");
        assertThat(named(encode(operation, BEARER, text("Bearer mine")), "Authorization"))
                .containsExactly("Bearer k 1");
        assertThat(named(encodeFrom(Surface.MCP, operation, NONE, text("Bearer mine")), "Authorization"))
                .isEmpty();
    }

    @Test
    void neverLetsAParameterFrameTheRequest() {
        List<String> names = List.of(
                "Host",
                "content-length",
                "Connection",
                "TRANSFER-ENCODING",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Upgrade",
                "Proxy-Authorization",
                "Proxy-Connection",
                "Expect",
                "Cookie",
                "HTTP2-Settings",
                "X Y",
                "");
        for (String name : names) {
            UpstreamOperation operation = Plans.operation("api.get", "GET", "/a", Plans.header(name));

            assertThat(named(encode(operation, NONE, text("1")), name)).as(name).isEmpty();
        }
    }

    @Test
    void joinsCookiesInOneHeader() {
        UpstreamOperation operation = Plans.operation(
                "api.get", "GET", "/a", Plans.cookie("a"), Plans.cookie("b"), Plans.cookie("c"), Plans.cookie("b=d"));

        assertThat(named(encode(operation, NONE, text("1"), null, text("3"), text("4")), "Cookie"))
                .containsExactly("a=1; c=3");
    }

    @Test
    void forwardsOnlyHeadersOfTheAllowList() {
        List<Header> given = List.of(
                new Header("traceparent", "00"),
                new Header("IDEMPOTENCY-KEY", "k"),
                new Header("Accept", "a/b"),
                new Header("Accept", "c/d"),
                new Header("if-none-match", "\"1\""),
                new Header("Authorization", "Bearer caller"),
                new Header("Cookie", "a=b"),
                new Header("X-Forwarded-For", "1.2.3.4"),
                new Header("Host", "evil"),
                new Header("Content-Length", "0"),
                new Header("traceparent\r\nX-Evil", "1"));

        UpstreamRequest request = encode(operation("GET"), BEARER, given, null, null);

        assertThat(request.headers())
                .containsExactly(
                        new Header("Authorization", "Bearer k 1"),
                        new Header("traceparent", "00"),
                        new Header("IDEMPOTENCY-KEY", "k"),
                        new Header("Accept", "a/b"),
                        new Header("Accept", "c/d"),
                        new Header("if-none-match", "\"1\""),
                        new Header("User-Agent", "Portolan"));
    }

    @Test
    void refusesAForwardedHeaderThatWouldEndItsLine() {
        List<Header> given = List.of(new Header("Accept", "a\r\nX-Evil: 1"));

        Failure failure = catchThrowableOfType(Failure.class, () -> encode(operation("GET"), NONE, given, null, null));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure).hasMessageStartingWith("header parameter 'Accept' holds a control character");
    }

    @Test
    void prefersADeclaredHeaderToAForwardedOne() {
        UpstreamOperation operation = Plans.operation("api.get", "GET", "/a", Plans.header("accept"));
        Invocation invocation = invocation(List.of(new Header("Accept", "a/b")), null, Surface.REST);

        UpstreamRequest request = encoder(operation, NONE).encode(List.of(text("c/d")), invocation, null);

        assertThat(named(request, "Accept")).containsExactly("c/d");
    }

    @Test
    void typesTheBody() {
        Buffer body = Buffer.buffer("x");

        assertThat(named(encode(operation("POST"), NONE, List.of(), null, body), "Content-Type"))
                .containsExactly("application/json");
        assertThat(named(encode(operation("POST"), NONE, List.of(), "text/csv", body), "Content-Type"))
                .containsExactly("text/csv");
        assertThat(named(encode(operation("POST"), NONE, List.of(), "text/csv", null), "Content-Type"))
                .isEmpty();
        assertThat(encode(operation("POST"), NONE, List.of(), null, body).body())
                .isEqualTo(new Body.Whole(body));
    }

    @Test
    void refusesAContentTypeThatWouldEndItsLine() {
        Buffer body = Buffer.buffer("x");

        Failure failure = catchThrowableOfType(
                Failure.class, () -> encode(operation("POST"), NONE, List.of(), "a/b\r\nX: 1", body));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
    }

    private static UpstreamOperation operation(String method) {
        return Plans.operation("api.call", method, "/a");
    }

    private static List<String> named(UpstreamRequest request, String name) {
        Predicate<Header> sameName = header -> header.name().equalsIgnoreCase(name);
        return request.headers().stream().filter(sameName).map(Header::value).toList();
    }
}
