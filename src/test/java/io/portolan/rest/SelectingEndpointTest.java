package io.portolan.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.plan.Passthrough;
import io.portolan.plan.RestOperation;
import io.portolan.testing.ProblemAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations on one method and path that the query tells apart. */
@ExtendWith(VertxExtension.class)
final class SelectingEndpointTest {

    private RestEdge edge;
    private WebClient client;

    @BeforeEach
    void serve(Vertx vertx) throws TimeoutException {
        client = WebClient.create(vertx);
        edge = RestEdge.of(
                vertx,
                RestPlans.server(
                        RestPlans.route(selected("create", Map.of("Action", "Create"))),
                        RestPlans.route(selected("create-version", Map.of("Action", "Create", "Version", "2"))),
                        RestPlans.route(selected("delete", Map.of("Action", "Delete Rule")))));
    }

    @ParameterizedTest
    @CsvSource({
        "/rules?Action=Create, create",
        "/rules?Action=Create&Version=1, create",
        "/rules?Version=2&Action=Create, create-version",
        "/rules?Action=List&Action=Create, create",
        "/rules?Action=Delete%20Rule, delete",
        "/rules?Action=Delete+Rule, delete"
    })
    void picksTheOperationThatAsksForMostOfTheQuery(String target, String operation) throws TimeoutException {
        assertThat(get(target).statusCode()).isEqualTo(200);

        assertThat(edge.invocation().flow()).isEqualTo("shop-api." + operation);
    }

    @ParameterizedTest
    @CsvSource({"/rules", "/rules?Action=create", "/rules?Version=2"})
    void saysWhichQueriesWouldWork(String target) throws TimeoutException {
        String detail = ProblemAnswer.of(get(target), 404, "not-found").getString("detail");

        assertThat(detail)
                .startsWith("'/rules' is served for certain queries only (expected: ")
                .contains("Action=Create", "Version=2", "Action=Delete Rule");
        assertThat(edge.invocation()).isNull();
    }

    @Test
    void takesTheOperationThatAsksForNothingWhenNoOtherFits(Vertx vertx) throws TimeoutException {
        edge = RestEdge.of(
                vertx,
                RestPlans.server(
                        RestPlans.route(selected("create", Map.of("Action", "Create"))),
                        RestPlans.route(selected("any", Map.of()))));

        get("/rules?Action=Other");
        assertThat(edge.invocation().flow()).isEqualTo("shop-api.any");
        get("/rules?Action=Create");
        assertThat(edge.invocation().flow()).isEqualTo("shop-api.create");
    }

    private HttpResponse<Buffer> get(String target) throws TimeoutException {
        return client.get(edge.port(), "127.0.0.1", target).send().await(10, SECONDS);
    }

    /** An operation for requests with this query; it lets all of the query through. */
    private static RestOperation selected(String name, Map<String, String> query) {
        RestOperation plain = RestPlans.operation("GET", "/rules");
        return new RestOperation(
                plain.namespace(),
                name,
                plain.method(),
                plain.path(),
                query,
                null,
                RestPlans.flow("shop-api", name, plain.parameters()),
                plain.parameters(),
                plain.inputs(),
                null,
                new Passthrough(List.of(), List.of(), true),
                null);
    }
}
