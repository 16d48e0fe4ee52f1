package io.portolan.rest;

import io.portolan.bus.Failure;
import io.portolan.bus.Failure.FieldError;
import io.portolan.expr.Value;
import io.portolan.expr.ValueType;
import io.portolan.plan.Arguments;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Parameters;
import io.portolan.plan.RestInput;
import io.portolan.plan.RestOperation;
import io.vertx.core.buffer.Buffer;
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
    private final BodyInput body;

    InputBinder(RestOperation operation, BodyInput body) {
        this.parameters = operation.parameters();
        this.inputs = operation.inputs();
        this.places = inputs.stream().map(InputBinder::place).toList();
        this.query = new QueryBinder(inputs);
        this.body = body;
    }

    /**
     * The arguments by position.
     *
     * @param captures of the path, decoded
     * @throws Failure naming everything that is wrong
     */
    List<@Nullable Value> bind(HttpServerRequest request, List<String> captures, Buffer bytes) {
        ArgumentsBuilder arguments = new ArgumentsBuilder(parameters, places);
        for (int index = 0; index < inputs.size(); index++) {
            switch (inputs.get(index)) {
                case RestInput.Path path -> arguments.text(index, captures.get(path.capture()));
                case RestInput.Header header -> header(index, request.headers().getAll(header.name()), arguments);
                case RestInput.Query ignored -> {}
            }
        }
        query.bind(request.query(), arguments);
        body.check(bytes, request.getHeader(HttpHeaders.CONTENT_TYPE), arguments);
        return switch (arguments.finish()) {
            case Arguments.Bound bound -> bound.values();
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
        };
    }
}
