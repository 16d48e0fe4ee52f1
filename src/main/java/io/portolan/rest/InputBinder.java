package io.portolan.rest;

import io.portolan.bus.Body;
import io.portolan.bus.Failure;
import io.portolan.bus.Failure.FieldError;
import io.portolan.bus.QueryPair;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.plan.Arguments;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Guard;
import io.portolan.plan.Parameters;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the path, query, headers and body of requests to one operation's parameters. */
final class InputBinder {

    private final Parameters parameters;
    private final List<RestInput> inputs;
    private final List<String> places;
    private final QueryBinder query;
    private final BodyFields fields;
    private final BodyInput body;
    private final @Nullable Guard guard;

    InputBinder(RestOperation operation, BodyInput body) {
        this.parameters = operation.parameters();
        this.inputs = operation.inputs();
        this.places = inputs.stream().map(InputBinder::place).toList();
        this.query = new QueryBinder(operation);
        this.fields = new BodyFields(inputs);
        this.guard = operation.guard();
        this.body = body;
    }

    /**
     * What a request brings.
     *
     * @param values by position
     * @param query what it sends along undeclared
     */
    record Bound(List<@Nullable Value> values, List<QueryPair> query) {}

    /**
     * The arguments by position.
     *
     * @param captures of the path, decoded
     * @throws Failure naming everything that is wrong
     */
    Bound bind(HttpServerRequest request, List<String> captures, Body sent) {
        ArgumentsBuilder arguments = new ArgumentsBuilder(parameters, places);
        for (int index = 0; index < inputs.size(); index++) {
            switch (inputs.get(index)) {
                case RestInput.Path path -> arguments.text(index, captures.get(path.capture()));
                case RestInput.Header header -> {
                    // What the caller shows us is not meant for the upstream, whatever the operation declares.
                    if (guard == null || !guard.takesHeader(header.name())) {
                        header(index, request.headers().getAll(header.name()), arguments);
                    }
                }
                case RestInput.Cookie cookie -> {
                    if (guard == null || !guard.takesCookie(cookie.name())) {
                        cookie(index, request.getCookie(cookie.name()), arguments);
                    }
                }
                case RestInput.Query ignored -> {}
                case RestInput.Body ignored -> {}
            }
        }
        List<QueryPair> along = query.bind(request.query(), request.headers(), arguments);
        if (sent instanceof Body.Whole whole) {
            fields.bind(whole.bytes(), arguments);
        }
        body.check(sent, request.getHeader(HttpHeaders.CONTENT_TYPE), arguments);
        return switch (arguments.finish()) {
            case Arguments.Bound bound -> new Bound(bound.values(), along);
            case Arguments.Refused refused -> throw failure(refused);
        };
    }

    /** RFC 9110 5.3: repeated lines of one field are one comma-separated value. */
    private void header(int index, List<String> lines, ArgumentsBuilder arguments) {
        if (lines.isEmpty()) {
            return;
        }
        if (parameters.all().get(index).type() == ValueType.ARRAY) {
            arguments.texts(index, lines);
        } else {
            arguments.text(index, String.join(", ", lines));
        }
    }

    private static void cookie(int index, @Nullable Cookie cookie, ArgumentsBuilder arguments) {
        if (cookie != null) {
            arguments.text(index, cookie.getValue());
        }
    }

    private static Failure failure(Arguments.Refused refused) {
        List<FieldError> errors = refused.faults().stream()
                .map(fault -> new FieldError(fault.in(), fault.name(), fault.detail()))
                .toList();
        return new Failure(Failure.Kind.INVALID_INPUT, refused.detail(), new Failure.Details(null, null, errors));
    }

    private static String place(RestInput input) {
        return switch (input) {
            case RestInput.Path ignored -> "path";
            case RestInput.Query ignored -> "query";
            case RestInput.Header ignored -> "header";
            case RestInput.Cookie ignored -> "cookie";
            case RestInput.Body ignored -> "body";
        };
    }
}
