package io.portolan.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.Value;
import io.portolan.expr.path.JsonPath;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.RestInput;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Binds members of a JSON body to one operation's parameters. */
final class BodyFields {

    private static final String PLACE = "body";

    /** One parameter and where it is in the body. */
    private record Field(int index, JsonPath path) {}

    private final List<Field> fields = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private final boolean open;

    BodyFields(List<RestInput> inputs) {
        boolean deep = false;
        for (int index = 0; index < inputs.size(); index++) {
            if (inputs.get(index) instanceof RestInput.Body body) {
                fields.add(new Field(index, body.path()));
                names.add(body.name());
                deep |= !body.path().text().equals("$['" + body.name() + "']")
                        && !body.path().text().equals("$." + body.name());
            }
        }
        // A path of the file's own may read anything, so that nothing is known to be unknown.
        open = deep;
    }

    boolean none() {
        return fields.isEmpty();
    }

    /** Binds one body, empty for none. */
    void bind(Buffer bytes, ArgumentsBuilder arguments) {
        if (fields.isEmpty() || bytes.length() == 0) {
            return;
        }
        try {
            bind(JsonTree.read(bytes), arguments);
        } catch (MalformedContentException e) {
            arguments.fault(PLACE, PLACE, "not JSON: " + e.detail());
        }
    }

    private void bind(JsonNode body, ArgumentsBuilder arguments) {
        for (Field field : fields) {
            JsonNode found = field.path().select(body);
            if (found != null) {
                arguments.json(field.index(), kind(found), Value.of(found));
            }
        }
        if (!open) {
            body.fieldNames().forEachRemaining(name -> {
                if (!names.contains(name)) {
                    arguments.fault(
                            PLACE, Quote.inside(name), "unknown member of the body" + Nearest.hint(name, names));
                }
            });
        }
    }

    private static Kind kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> Kind.OBJECT;
            case ARRAY -> Kind.ARRAY;
            case NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case STRING -> Kind.STRING;
            case NULL, MISSING, BINARY, POJO -> Kind.NULL;
        };
    }
}
