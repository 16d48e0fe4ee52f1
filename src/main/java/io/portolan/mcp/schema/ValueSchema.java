package io.portolan.mcp.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import io.portolan.expr.TextPattern;
import io.portolan.format.JsonTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON Schema (2020-12), compiled once. It fetches nothing, and what strangers send bounds what a check may cost:
 * regular expressions count their steps, and the search ends after a number of faults.
 */
public final class ValueSchema {

    private static final int MOST_FAULTS = 100;
    private static final int MOST_DIGITS = 300;

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(ValueSchema::pattern)
                            .build()));

    private final Schema schema;

    private ValueSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * Compiles a schema.
     *
     * @throws IllegalArgumentException when it is none, or refers to what is not in it
     */
    public static ValueSchema of(String json) {
        try {
            Schema schema = REGISTRY.getSchema(JsonTree.read(json));
            schema.initializeValidators();
            return new ValueSchema(schema);
        } catch (SchemaException unsound) {
            throw new IllegalArgumentException(unsound.getMessage(), unsound);
        }
    }

    /** Everything that does not fit, in the order found. */
    public List<SchemaFault> check(JsonNode value) {
        if (hasExtremeNumber(value)) {
            return List.of(new SchemaFault(
                    "", "has a number that nobody can reckon with (expected: at most " + MOST_DIGITS + " digits)"));
        }
        Faults found = new Faults();
        try {
            schema.validate(value, context -> context.setErrors(found));
        } catch (EnoughException enough) {
            // What was found is more than anybody reads.
        }
        return found.stream().map(FaultText::of).distinct().toList();
    }

    /** Arithmetic would write 1e999999999 out digit by digit, or take it for infinite. */
    private static boolean hasExtremeNumber(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS;
        }
        for (JsonNode inner : value) {
            if (hasExtremeNumber(inner)) {
                return true;
            }
        }
        return false;
    }

    private static RegularExpression pattern(String regex) {
        TextPattern pattern = TextPattern.of(regex);
        if (pattern == null) {
            throw new IllegalArgumentException(
                    "'" + regex + "' (expected: a regular expression of at most 1,000 characters)");
        }
        return pattern::occursIn;
    }

    private static final class Faults extends ArrayList<Error> {

        private static final long serialVersionUID = 1;

        @Override
        public boolean add(Error error) {
            if (size() == MOST_FAULTS) {
                throw new EnoughException();
            }
            return super.add(error);
        }
    }

    private static final class EnoughException extends RuntimeException {

        private static final long serialVersionUID = 1;

        EnoughException() {
            super("enough", null, false, false);
        }
    }
}
