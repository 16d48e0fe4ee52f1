package io.portolan.compile;

import io.portolan.expr.Expression;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Template;
import io.portolan.spec.Action;
import io.portolan.spec.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes expressions of what a file says. */
final class Contents {

    private Contents() {}

    /** A text becomes a template, anything else a structure with templates at its leaves. */
    static Expression expression(Content content, Function<String, Template> leaf) {
        return content instanceof Content.Text text ? leaf.apply(text.text()) : structure(content, leaf);
    }

    /** The names that placeholders and references anywhere inside read. */
    static List<String> names(Content content) {
        List<String> names = new ArrayList<>();
        each(content, text -> {
            names.addAll(Placeholders.inValue(text));
            int dot = text.indexOf('.');
            if (dot > 0 && WithValue.ROOTS.contains(text.substring(0, dot))) {
                names.add(text.substring(dot + 1));
            }
        });
        return names;
    }

    /** The names that steps read. */
    static List<String> names(Action.Steps steps) {
        List<String> names = new ArrayList<>();
        for (Action.Step step : steps.steps()) {
            if (step.work() instanceof Action.CallWork work) {
                work.call().with().values().forEach(content -> names.addAll(names(content)));
            } else if (step.work() instanceof Action.LookupWork work) {
                names.addAll(Placeholders.inValue(work.lookupValue()));
            }
        }
        return names;
    }

    private static void each(Content content, Consumer<String> visitor) {
        switch (content) {
            case Content.Text text -> visitor.accept(text.text());
            case Content.Literal literal -> {}
            case Content.Items items -> items.items().forEach(item -> each(item, visitor));
            case Content.Fields fields -> fields.fields().values().forEach(field -> each(field, visitor));
        }
    }

    /** A structure, though it be a lone text. */
    static JsonTemplate structure(Content content, Function<String, Template> leaf) {
        return switch (content) {
            case Content.Text text -> new JsonTemplate.Leaf(leaf.apply(text.text()));
            case Content.Literal literal -> new JsonTemplate.Literal(literal.json());
            case Content.Items items ->
                new JsonTemplate.Items(items.items().stream()
                        .map(item -> structure(item, leaf))
                        .toList());
            case Content.Fields fields -> {
                Map<String, JsonTemplate> members = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> members.put(name, structure(field, leaf)));
                yield new JsonTemplate.Fields(members);
            }
        };
    }
}
