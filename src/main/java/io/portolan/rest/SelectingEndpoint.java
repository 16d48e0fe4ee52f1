package io.portolan.rest;

import io.portolan.format.Quote;
import io.portolan.http.Problems;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Operations on one method and path that the query tells apart, as in {@code /?Action=CreateRule}. */
final class SelectingEndpoint implements Endpoint {

    /**
     * One of them.
     *
     * @param query what a request's query has to hold, by name
     */
    record Choice(Map<String, String> query, Endpoint endpoint) {}

    private final List<Choice> choices;

    SelectingEndpoint(List<Choice> choices) {
        this.choices = choices.stream()
                .sorted(Comparator.<Choice>comparingInt(choice -> choice.query().size())
                        .reversed())
                .toList();
    }

    @Override
    public void handle(RoutingContext context, List<String> captures) {
        MultiMap query = context.queryParams();
        for (Choice choice : choices) {
            if (choice.query().entrySet().stream()
                    .allMatch(wanted -> query.getAll(wanted.getKey()).contains(wanted.getValue()))) {
                choice.endpoint().handle(context, captures);
                return;
            }
        }
        String expected = choices.stream()
                .map(choice -> choice.query().entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + pair.getValue())
                        .collect(Collectors.joining("&")))
                .collect(Collectors.joining(", "));
        Problems.send(
                context,
                Problems.of(
                        404,
                        Quote.of(String.valueOf(context.request().path()))
                                + " is served for certain queries only (expected: " + expected + ")"));
    }
}
