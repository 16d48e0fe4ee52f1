package io.portolan.rest;

import static io.portolan.rest.RestPlans.body;
import static io.portolan.rest.RestPlans.operation;
import static io.portolan.rest.RestPlans.route;
import static io.portolan.rest.RestPlans.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.bus.Body;
import io.portolan.bus.Invocation;
import io.portolan.expr.ValueType;
import io.portolan.plan.Passthrough;
import io.portolan.plan.RestOperation;
import io.portolan.testing.RawHttp;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
final class BodyInputTest {

    private static final String JSON = "Content-Type: application/json";

    @Test
    void forwardsTheBytesOfABodyUntouched(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(post(ValueType.OBJECT, true))));
        String text = " {\"n\": 1e400, \"a\" :[ ]}\n";

        RawHttp.Answer answer =
                RawHttp.request(edge.port(), "POST /batches", "localhost", text, "Content-Type: application/json; v=1");

        Invocation invocation = edge.invocation();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(invocation.body()).isEqualTo(new Body.Whole(Buffer.buffer(text)));
        assertThat(invocation.contentType()).isEqualTo("application/json; v=1");
    }

    @Test
    void takesABodyWithoutATypeAsJson(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(post(ValueType.OBJECT, true))));

        RawHttp.Answer answer = RawHttp.request(edge.port(), "POST /batches", "localhost", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(edge.invocation().contentType()).isNull();
    }

    @Test
    void sendsNoBodyWhereAnOptionalOneIsMissing(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(post(ValueType.OBJECT, false))));

        RawHttp.Answer answer = RawHttp.request(edge.port(), "POST /batches", "localhost", "", JSON);

        Invocation invocation = edge.invocation();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(invocation.body()).isNull();
        assertThat(invocation.contentType()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OBJECT | '' | body: required",
                "OBJECT | [1] | body: expected a JSON object, got an array",
                "OBJECT | null | body: expected a JSON object, got null",
                "ARRAY | {} | body: expected a JSON array, got an object",
                "STRING | 5 | body: expected a string, got a number",
                "OBJECT | {\"a\": | body: not JSON: line 1, column 6: the text ends in the middle of a value",
                "OBJECT | {}{} | body: not JSON: line 1, column 3: expected the end, got a second value",
            })
    void refusesABodyThatDoesNotFit(ValueType type, String text, String detail, Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(post(type, true))));

        RawHttp.Answer answer = RawHttp.request(edge.port(), "POST /batches", "localhost", text, JSON);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("detail")).isEqualTo(detail);
        assertThat(edge.invocation()).isNull();
    }

    @Test
    void refusesABodyNobodyAskedFor(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(operation("POST", "/batches/{id}/cancel"))));

        RawHttp.Answer refused =
                RawHttp.request(edge.port(), "POST /batches/b1/cancel", "localhost", "{\"force\": true}", JSON);
        RawHttp.Answer accepted =
                RawHttp.request(edge.port(), "POST /batches/b1/cancel", "localhost", "", JSON, "Content-Length: 0");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("body: this operation takes no body");
        assertThat(accepted.status()).isEqualTo(200);
    }

    @Test
    void refusesABodyOverTheLimit(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(post(ValueType.OBJECT, true))));
        String text = "\"" + "x".repeat(1_000) + "\"";

        RawHttp.Answer answer = RawHttp.request(edge.port(), "POST /batches", "localhost", text, JSON);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(new JsonObject(answer.body()).getString("detail"))
                .isEqualTo("body: larger than the limit (expected: at most 1000B)");
    }

    @ParameterizedTest
    @CsvSource({
        "OBJECT, application/x-www-form-urlencoded, 415",
        "ANY, application/x-www-form-urlencoded, 415",
        "OBJECT, text/plain, 200",
        "ARRAY, application/octet-stream, 200",
        "STRING, text/plain, 200",
        "ANY, application/octet-stream, 200",
        "ANY, multipart/form-data; boundary=x, 200",
    })
    void takesOtherMediaTypesButAFormWhereJsonIsDue(ValueType type, String contentType, int status, Vertx vertx)
            throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(post(type, true))));

        RawHttp.Answer answer =
                RawHttp.request(edge.port(), "POST /batches", "localhost", "not json", "Content-Type: " + contentType);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 415) {
            assertThat(answer.body()).contains("expected: send 'Content-Type: application/json'");
        }
    }

    @ParameterizedTest
    @CsvSource({"application/x-www-form-urlencoded, a=1", "application/json, {}"})
    void takesAFormWhereTheSettingsWantOne(String contentType, String text, Vertx vertx) throws TimeoutException {
        RestOperation json = post(ValueType.OBJECT, true);
        RestOperation form = new RestOperation(
                json.namespace(),
                json.name(),
                json.method(),
                json.path(),
                Map.of(),
                null,
                json.flow(),
                json.parameters(),
                json.inputs(),
                null,
                Passthrough.NONE,
                "application/x-www-form-urlencoded");
        RestEdge edge = RestEdge.of(vertx, server(route(form)));

        RawHttp.Answer answer =
                RawHttp.request(edge.port(), "POST /batches", "localhost", text, "Content-Type: " + contentType);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(edge.invocation().body()).isEqualTo(new Body.Whole(Buffer.buffer(text)));
    }

    @Test
    void refusesABodyItCannotRead(Vertx vertx) throws TimeoutException {
        RestEdge edge = RestEdge.of(vertx, server(route(post(ValueType.OBJECT, true))));

        RawHttp.Answer answer =
                RawHttp.request(edge.port(), "POST /batches", "localhost", "{}", JSON, "Content-Encoding: gzip");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).contains("Content-Encoding: 'gzip' (expected: none)");
    }

    private static RestOperation post(ValueType type, boolean required) {
        return operation("shop", "POST", "/batches", body(type, required));
    }
}
