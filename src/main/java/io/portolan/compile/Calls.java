package io.portolan.compile;

import io.portolan.format.Nearest;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Action;
import io.portolan.spec.Content;
import io.portolan.spec.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code call} and {@code with} of exposed operations and tools: finds what they name, or says what is wrong. */
final class Calls {

    private final Map<String, ConsumedNamespace> namespaces;
    private final Variables variables;
    private final ProblemLog log;

    /**
     * @param namespaces by the names the file gives them
     */
    Calls(Map<String, ConsumedNamespace> namespaces, Variables variables, ProblemLog log) {
        this.namespaces = namespaces;
        this.variables = variables;
        this.log = log;
    }

    /** A call whose operation was found. */
    record Found(Action.Call call, ConsumedNamespace namespace, ConsumedOperation operation) {

        /** The names of the operation's path parameters for which {@code with} says nothing. */
        List<String> unclaimedInPath(Map<String, WithValue> with) {
            List<String> names = new ArrayList<>();
            for (int index = 0; index < operation.inputs().size(); index++) {
                String name = operation.inputs().get(index).name();
                boolean inPath = operation.operation().parameters().get(index).place() == Place.PATH;
                if (inPath && !with.containsKey(name)) {
                    names.add(name);
                }
            }
            return names;
        }
    }

    /** The operation that is called, or null and a problem. */
    @Nullable
    Found find(Action action, String where) {
        if (!(action instanceof Action.Call call)) {
            log.error(where, "nothing to do (expected: call: <namespace>.<operation>)");
            return null;
        }
        int dot = call.operation().indexOf('.');
        if (dot < 0) {
            return null;
        }
        String name = call.operation().substring(0, dot);
        ConsumedNamespace namespace = namespaces.get(name);
        if (namespace == null) {
            log.error(where + ".call", "unknown namespace '" + name + "'" + Nearest.hint(name, namespaces.keySet()));
            return null;
        }
        String wanted = call.operation().substring(dot + 1);
        ConsumedOperation operation = namespace.operations().get(wanted);
        if (operation == null) {
            String hint = Nearest.hint(wanted, namespace.operations().keySet());
            log.error(where + ".call", "unknown operation '" + call.operation() + "'" + hint);
            return null;
        }
        return new Found(call, namespace, operation);
    }

    /**
     * What {@code with} says, by the operation's own parameter names.
     *
     * @param adapter the namespace of the adapter
     * @param inputs the names the adapter is known to have
     */
    Map<String, WithValue> with(Found found, String adapter, List<String> inputs, String where) {
        Map<String, WithValue> with = new LinkedHashMap<>();
        Action.Call call = found.call();
        List<String> names = found.operation().names();
        call.with().forEach((name, value) -> {
            String here = where + ".with." + name;
            int index = Names.find(name, names);
            if (index < 0) {
                String hint = Nearest.hint(name, names);
                log.error(here, "operation '" + call.operation() + "' has no parameter '" + name + "'" + hint);
                return;
            }
            WithValue read = WithValue.read(text(value), adapter, inputs, variables);
            boolean body = found.operation().body() != null && index == names.size() - 1;
            if (body && !(read instanceof WithValue.Reference)) {
                log.error(here, "a body made of text is not supported yet (expected: rest.body or tools.body)");
            }
            if (with.putIfAbsent(names.get(index), read) != null) {
                log.error(here, "parameter '" + names.get(index) + "' is given twice");
            }
        });
        return with;
    }

    private static String text(Content value) {
        return value instanceof Content.Text text ? text.text() : "";
    }

    /** Reports answers that would need shaping; a lone nameless {@code $.} is the answer as it is. */
    void identity(List<Output> outputs, String where) {
        for (int index = 0; index < outputs.size(); index++) {
            Output output = outputs.get(index);
            boolean whole = output.mapping() == null
                    || output.mapping().equals("$.")
                    || output.mapping().equals("$");
            if (outputs.size() > 1
                    || output.items() != null
                    || !output.properties().isEmpty()
                    || output.value() != null
                    || !whole) {
                log.error(
                        where + ".outputParameters[" + index + "]",
                        "shaping an answer is not supported yet (expected: one output with mapping: $.)");
            }
        }
    }
}
