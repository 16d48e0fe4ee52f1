package io.portolan.compile;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.spec.Content;
import io.portolan.spec.Exposes;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Schema that a file gives itself, and that clients see as it stands there. */
final class GivenSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Content.Fields schema;

    private GivenSchema(Content.Fields schema) {
        this.schema = schema;
    }

    /** The schema of a tool's arguments; null and a problem when it cannot be one. */
    static @Nullable GivenSchema ofArguments(Content written, String where, ProblemLog log) {
        if (!(written instanceof Content.Fields schema)) {
            log.error(where, "expected a mapping: a JSON Schema");
            return null;
        }
        if (!(schema.fields().get("type") instanceof Content.Text type
                && type.text().equals("object"))) {
            log.error(where, "is no schema of arguments (expected: type: object)");
            return null;
        }
        return check(schema, where, log) ? new GivenSchema(schema) : null;
    }

    /** Whether it is a schema that needs nothing from elsewhere. */
    static boolean check(Content.Fields schema, String where, ProblemLog log) {
        Content dialect = schema.fields().get("$schema");
        if (dialect instanceof Content.Text text
                && !text.text().replaceFirst("#$", "").equals(DIALECT)) {
            log.error(where, "$schema " + Problem.quoted(text.text()) + " (expected: " + DIALECT + ")");
            return false;
        }
        String reference = foreign(schema);
        if (reference != null) {
            log.error(
                    where,
                    "$ref " + Problem.quoted(reference) + " leads out of the schema (expected: # and what follows it)");
            return false;
        }
        String fault = Dialect.fault(schema);
        if (fault != null) {
            log.error(where, "is no JSON Schema: " + fault);
        }
        return fault == null;
    }

    Content.Fields schema() {
        return schema;
    }

    /** The arguments it names, as if they were declared. */
    List<Exposes.Input> inputs() {
        List<Exposes.Input> inputs = new ArrayList<>();
        if (schema.fields().get("properties") instanceof Content.Fields properties) {
            properties.fields().forEach((name, property) -> inputs.add(input(name, property)));
        }
        return inputs;
    }

    private Exposes.Input input(String name, Content property) {
        Map<String, Content> said = property instanceof Content.Fields fields ? fields.fields() : Map.of();
        String type = said.get("type") instanceof Content.Text word ? word.text() : null;
        String description = said.get("description") instanceof Content.Text text ? text.text() : null;
        boolean required = schema.fields().get("required") instanceof Content.Items names
                && names.items().contains(new Content.Text(name));
        return new Exposes.Input(name, null, type, description, required, null, null, null, Map.of(), null);
    }

    /** A reference to another document; null when there is none. */
    private static @Nullable String foreign(Content content) {
        return switch (content) {
            case Content.Fields fields -> {
                for (Map.Entry<String, Content> field : fields.fields().entrySet()) {
                    boolean reference =
                            field.getKey().equals("$ref") || field.getKey().equals("$dynamicRef");
                    String found = reference && field.getValue() instanceof Content.Text text
                            ? (text.text().startsWith("#") ? null : text.text())
                            : foreign(field.getValue());
                    if (found != null) {
                        yield found;
                    }
                }
                yield null;
            }
            case Content.Items items ->
                items.items().stream()
                        .map(GivenSchema::foreign)
                        .filter(found -> found != null)
                        .findFirst()
                        .orElse(null);
            case Content.Text text -> null;
            case Content.Literal literal -> null;
        };
    }

    /** The schema of schemas; read when the first file gives one. */
    private static final class Dialect {

        private static final Schema SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(DIALECT));

        static @Nullable String fault(Content.Fields schema) {
            try {
                List<Error> errors = SCHEMAS.validate(JsonTree.read(ContentJson.text(schema)));
                return errors.isEmpty() ? null : errors.getFirst().toString();
            } catch (MalformedContentException tooDeep) {
                return String.valueOf(tooDeep.getMessage());
            }
        }
    }
}
