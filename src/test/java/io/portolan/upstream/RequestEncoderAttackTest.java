package io.portolan.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.auth.Credential;
import io.portolan.binding.Bindings;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.Kind;
import io.portolan.bus.Header;
import io.portolan.expr.Value;
import io.portolan.plan.BaseUri;
import io.portolan.plan.UpstreamOperation;
import io.portolan.plan.UpstreamParameter;
import io.portolan.testing.Plans;
import io.portolan.upstream.EncodingTable.Row;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that try to become something else than a value. The rows are in {@code src/test/resources/encoding}. */
final class RequestEncoderAttackTest {

    private static final BaseUri BASE = new BaseUri("https", "api.example", 443, "/v1");

    @Test
    void theTablesHoldAtLeastTwoHundredRows() throws Exception {
        int rows = 0;
        for (String name : List.of("path.txt", "query.txt", "header.txt", "cookie.txt")) {
            rows += EncodingTable.read(name).size();
        }

        assertThat(rows).isGreaterThan(300);
    }

    @Test
    void everyPathValueIsOneSegmentOrRefused() throws Exception {
        for (Row row : EncodingTable.read("path.txt")) {
            UpstreamParameter parameter = Plans.path("id");
            UpstreamRequest request = outcome(row, "/files/{id}/content", parameter);

            if (request != null) {
                assertThat(request.uri()).as(row.place()).isEqualTo("/v1/files/" + row.expected() + "/content");
                assertThat(URI.create(request.uri()).normalize())
                        .as(row.place())
                        .hasToString(request.uri());
            }
        }
    }

    @Test
    void everyQueryValueStaysInItsParameterOrIsRefused() throws Exception {
        for (Row row : EncodingTable.read("query.txt")) {
            UpstreamRequest request = outcome(row, "/files", Plans.query("q"));

            if (request != null) {
                String query = row.expected().equals("-") ? "" : row.expected();
                assertThat(request.uri()).as(row.place()).isEqualTo("/v1/files" + query);
            }
        }
    }

    @Test
    void everyHeaderValueIsOneLineOrRefused() throws Exception {
        for (Row row : EncodingTable.read("header.txt")) {
            UpstreamRequest request = outcome(row, "/files", Plans.header("X-Tag"));

            if (request != null) {
                assertThat(request.headers()).as(row.place()).contains(new Header("X-Tag", row.expected()));
            }
        }
    }

    @Test
    void everyCookieValueIsOneCookieOrRefused() throws Exception {
        for (Row row : EncodingTable.read("cookie.txt")) {
            UpstreamRequest request = outcome(row, "/files", Plans.cookie("sid"));

            if (request != null) {
                assertThat(request.headers()).as(row.place()).contains(new Header("Cookie", row.expected()));
            }
        }
    }

    @ParameterizedTest
    @DisplayName("dot segments made of a value and the template's own text are refused")
    @ValueSource(strings = {"/a/.{id}/b", "/a/{id}./b", "/a/%2e{id}", "/a/{id}%2E", "/a/.{id}"})
    void refusesDotSegmentsMadeWithTheTemplate(String path) {
        // A lone dot is refused whatever stands around it, so that none of these can become one.
        for (String value : List.of(".", "..", "")) {
            Failure failure = catchThrowableOfType(
                    Failure.class, () -> encode(operation(path, Plans.path("id")), new Value.Text(value)));

            assertThat(failure).as(path + " with '" + value + "'").isNotNull();
        }
    }

    @Test
    void refusesDotSegmentsMadeOfSeveralValues() {
        UpstreamOperation operation = operation("/a/{x}{y}/b", Plans.path("x"), Plans.path("y"));

        Failure failure =
                catchThrowableOfType(Failure.class, () -> encode(operation, new Value.Text("."), new Value.Text(".")));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_INPUT);
    }

    @Test
    void anyTextKeepsTheNumberOfSegmentsAndComesBackWhenDecoded() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        UpstreamOperation operation =
                operation("/a/{x}/b-{y}.json/{z}", Plans.path("x"), Plans.path("y"), Plans.path("z"));
        for (int i = 0; i < 20_000; i++) {
            String x = text(random);
            String y = text(random);
            String z = text(random);

            String uri = encode(operation, new Value.Text(x), new Value.Text(y), new Value.Text(z))
                    .uri();

            String[] segments = uri.substring(1).split("/", -1);
            String where = "seed " + seed + " round " + i;
            assertThat(segments).as(where).hasSize(5);
            assertThat(decoded(segments[2])).as(where).isEqualTo(x);
            assertThat(decoded(segments[3])).as(where).isEqualTo("b-" + y + ".json");
            assertThat(decoded(segments[4])).as(where).isEqualTo(z);
            assertThat(uri).as(where).matches("[A-Za-z0-9%._~/-]+");
        }
    }

    /** The request, or null when the row's refusal happened. */
    private static UpstreamRequest outcome(Row row, String path, UpstreamParameter parameter) {
        UpstreamOperation operation = operation(path, parameter);
        if (!row.refused()) {
            return encode(operation, value(row.value()));
        }
        Failure failure = catchThrowableOfType(Failure.class, () -> encode(operation, value(row.value())));
        assertThat(failure).as(row.place()).isNotNull();
        assertThat(failure.kind()).as(row.place()).isEqualTo(Kind.INVALID_INPUT);
        assertThat(failure.details().errors()).as(row.place()).singleElement().satisfies(error -> {
            assertThat(error.name()).isEqualTo(parameter.name());
            assertThat(error.in()).isEqualToIgnoringCase(parameter.place().name());
            assertThat(error.detail()).startsWith(row.refusal());
        });
        return null;
    }

    private static Value value(String text) {
        return text.startsWith("json:") ? new Value.Json(Buffer.buffer(text.substring(5))) : new Value.Text(text);
    }

    private static UpstreamOperation operation(String path, UpstreamParameter... parameters) {
        return Plans.operation("api.files", "GET", path, parameters);
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }

    /** Well-formed text without control characters that is no dot segment. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(12);
        while (text.length() < length) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x80);
            if (point >= ' ' && point != 0x7F && (point < 0xD800 || point > 0xDFFF)) {
                text.appendCodePoint(point);
            }
        }
        return text.toString().matches("\\.{1,2}") ? "x" : text.toString();
    }

    private static UpstreamRequest encode(UpstreamOperation operation, Value... values) {
        Bindings bindings = Bindings.of(Map.of(), key -> null);
        return new RequestEncoder(operation, BASE, Credential.NONE, bindings)
                .encode(List.of(values), Plans.invocation(Plans.flow(operation, false)), null);
    }
}
