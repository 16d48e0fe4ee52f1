package io.portolan.expr;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.format.Escapes;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How what fills a hole is written at its place in a text with a syntax of its own, so that it stays one value. */
public enum Splice {
    /** As it is: what the operator of this process sets, and no caller. */
    AS_IS,
    /** A number or boolean outside of quotes. */
    LITERAL,
    /** Text of an XML element or attribute. */
    XML,
    /** Text of a CDATA section. */
    CDATA,
    /** In quotes of a SPARQL text. */
    SPARQL_STRING,
    /** From the beginning of an IRI of a SPARQL text. */
    SPARQL_IRI,
    /** Behind the beginning of such an IRI. */
    SPARQL_IRI_PART,
    /** In quotes of a GraphQL text. */
    GRAPHQL_STRING,
    /** A value of a GraphQL text, with its own quotes. */
    GRAPHQL_VALUE;

    private static final Pattern NUMBER_OR_BOOLEAN =
            Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?([eE][+-]?\\d{1,9})?|true|false");

    /** GraphQL 2.1.9. */
    private static final Pattern GRAPHQL_NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");

    /**
     * The value as it stands in the text.
     *
     * @param value null when nothing fills the hole
     * @throws MalformedContentException when it cannot stand there
     */
    String write(@Nullable Value value) {
        if (value == null) {
            return this == GRAPHQL_VALUE ? "null" : "";
        }
        return switch (this) {
            case AS_IS -> value.text();
            case LITERAL -> literal(value.text());
            case XML -> Escapes.xml(value.text());
            case CDATA -> Escapes.cdata(value.text());
            case SPARQL_STRING -> Escapes.sparql(value.text());
            case SPARQL_IRI -> Escapes.iri(value.text());
            case SPARQL_IRI_PART -> Escapes.iriPart(value.text());
            case GRAPHQL_STRING -> Escapes.json(value.text());
            case GRAPHQL_VALUE -> graphql(value.tree());
        };
    }

    private static String literal(String text) {
        if (!NUMBER_OR_BOOLEAN.matcher(text).matches()) {
            throw new MalformedContentException("a value outside of quotes is neither a number nor a boolean");
        }
        return text;
    }

    /** JSON is nearly GraphQL's: only names of members have no quotes. */
    private static String graphql(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(member -> name(member.getKey()) + ": " + graphql(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(Splice::graphql)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return JsonTree.text(node);
    }

    private static String name(String member) {
        if (!GRAPHQL_NAME.matcher(member).matches()) {
            throw new MalformedContentException("a member's name is no name of GraphQL");
        }
        return member;
    }
}
