package io.portolan.plan;

import java.util.TreeMap;
import java.util.stream.Collectors;

/** A REST server as {@code explain} shows it. */
final class RestText {

    private final StringBuilder text = new StringBuilder();

    private RestText() {}

    static String print(RestServer server) {
        RestText printer = new RestText();
        printer.line("rest ", server.port());
        server.routes().forEach(printer::route);
        return printer.text.toString();
    }

    private void route(RestRoute route) {
        if (route.operations().size() > 1) {
            line("  ", route.method(), " ", route.path(), selector(route), " -> choose ", namespaces(route));
            return;
        }
        RestOperation operation = route.operations().getFirst();
        line("  ", route.method(), " ", route.path(), selector(route), " -> ", PlanPrinter.id(operation.flow()));
        if (operation.guard() != null) {
            line("      callers show ", operation.guard().shown());
        }
        for (int index = 0; index < operation.inputs().size(); index++) {
            line("      ", operation.flow().parameters().all().get(index).name(), " <- ", input(operation, index));
        }
    }

    /** What tells it from its neighbours of the same path. */
    private static String selector(RestRoute route) {
        return new TreeMap<>(route.selector())
                .entrySet().stream()
                        .map(pair -> pair.getKey() + (pair.getValue().isEmpty() ? "" : "=" + pair.getValue()))
                        .collect(Collectors.joining("&", route.selector().isEmpty() ? "" : "?", ""));
    }

    private static String input(RestOperation operation, int index) {
        Parameter parameter = operation.parameters().all().get(index);
        return switch (operation.inputs().get(index)) {
            case RestInput.Path path -> "path " + parameter.name();
            case RestInput.Query query -> "query " + query.name();
            case RestInput.Header header -> "header " + header.name();
            case RestInput.Cookie cookie -> "cookie " + cookie.name();
            case RestInput.Body body -> "body " + body.path().text();
        };
    }

    private static String namespaces(RestRoute route) {
        return route.operations().stream().map(RestOperation::namespace).collect(Collectors.joining(", "));
    }

    private void line(Object... pieces) {
        for (Object piece : pieces) {
            text.append(piece);
        }
        text.append('\n');
    }
}
