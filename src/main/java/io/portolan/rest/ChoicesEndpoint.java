package io.portolan.rest;

import io.portolan.expr.Template;
import io.portolan.format.ProblemDocument;
import io.portolan.format.ProblemDocument.Choice;
import io.portolan.http.Problems;
import io.portolan.plan.RestOperation;
import io.portolan.plan.RestRoute;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A path that several files claim for different requests: the caller gets the URLs that each mean one. */
final class ChoicesEndpoint implements Endpoint {

    private final List<RestOperation> operations;
    private final String detail;

    ChoicesEndpoint(RestRoute route) {
        operations = route.operations();
        detail = route.method() + " " + route.path() + " is served by several capabilities (expected: the path of one, "
                + operations.stream().map(RestOperation::namespace).collect(Collectors.joining(" or ")) + ")";
    }

    @Override
    public void handle(RoutingContext context, List<String> captures) {
        String query = context.request().query();
        List<Choice> choices = operations.stream()
                .map(operation -> new Choice(operation.namespace(), href(operation, captures, query)))
                .toList();
        Problems.send(
                context,
                ProblemDocument.of("multiple-choices", "Multiple choices", 300, detail)
                        .withChoices(choices));
    }

    private static String href(RestOperation operation, List<String> captures, @Nullable String query) {
        StringBuilder href = new StringBuilder("/").append(operation.namespace());
        int capture = 0;
        for (Template segment : operation.path().segments()) {
            href.append('/');
            for (Template.Part part : segment.parts()) {
                switch (part) {
                    case Template.Text text -> href.append(text.text());
                    case Template.Input ignored -> Percent.encode(captures.get(capture++), href);
                    case Template.Rest ignored -> Percent.encode(captures.get(capture++), href);
                    case Template.Variable ignored -> throw new IllegalStateException(segment.toString());
                    case Template.Step ignored -> throw new IllegalStateException(segment.toString());
                }
            }
        }
        return query == null ? href.toString() : href.append('?').append(query).toString();
    }
}
