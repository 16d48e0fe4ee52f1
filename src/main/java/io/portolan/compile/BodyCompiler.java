package io.portolan.compile;

import io.portolan.compile.DeclaredParameters.Declared;
import io.portolan.compile.splice.Syntax;
import io.portolan.expr.Expression;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Template;
import io.portolan.expr.ValueType;
import io.portolan.plan.Parameter;
import io.portolan.plan.RequestBody;
import io.portolan.plan.RequestBody.Kind;
import io.portolan.plan.UpstreamParameter;
import io.portolan.plan.UpstreamParameter.Place;
import io.portolan.spec.Consumes;
import io.portolan.spec.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one operation sends as its body: a {@code body} block, parameters that are in the body, or nothing. */
final class BodyCompiler {

    private final ParameterTable table;
    private final ProblemLog log;
    private @Nullable Parameter forwarded;

    BodyCompiler(ParameterTable table, ProblemLog log) {
        this.table = table;
        this.log = log;
    }

    /** The body that callers give as it is; null when there is none, or it is made of other inputs. */
    @Nullable
    Parameter forwarded() {
        return forwarded;
    }

    /**
     * Compiles the body.
     *
     * @param declared the parameters that say they are in the body
     */
    @Nullable
    RequestBody compile(Consumes.@Nullable Body block, List<Declared> declared, String where) {
        Kind kind = block == null ? Kind.JSON : kind(block.type(), where + ".body.type");
        if (block != null && block.data() != null) {
            declared.forEach(this::input);
            return rendered(kind, block.data(), where + ".body");
        }
        if (declared.isEmpty()) {
            return block == null ? null : forward(kind, new Parameter("body", ValueType.ANY, false, null));
        }
        Consumes.Parameter first = declared.getFirst().parameter();
        boolean alone = declared.size() == 1 && whole(first, kind);
        if (alone && first.value() != null) {
            return rendered(kind, first.value(), declared.getFirst().where());
        }
        if (alone) {
            boolean required = Boolean.TRUE.equals(first.required());
            return forward(kind, new Parameter(first.name(), type(first), required, first.description()));
        }
        return fields(kind, declared, where);
    }

    /** One body parameter is the whole body unless its type says that it can only be a member of one. */
    private static boolean whole(Consumes.Parameter parameter, Kind kind) {
        boolean structured = kind == Kind.JSON || kind == Kind.FORM || kind == Kind.MULTIPART;
        boolean scalar = switch (type(parameter)) {
            case STRING, INTEGER, NUMBER, BOOLEAN -> true;
            case ARRAY, OBJECT -> false;
            case ANY -> scalar(parameter.value());
        };
        return parameter.name().equals("body") || !structured || !scalar;
    }

    /** Whether a constant is one text or number, and no text of a structure. */
    private static boolean scalar(@Nullable Content value) {
        return value instanceof Content.Literal || (value instanceof Content.Text text && !isStructure(text.text()));
    }

    private static boolean isStructure(String text) {
        String bare = text.strip();
        return bare.startsWith("[") || (bare.startsWith("{") && !bare.startsWith("{{"));
    }

    private RequestBody forward(Kind kind, Parameter parameter) {
        forwarded = parameter;
        return new RequestBody.Forwarded(contentType(kind));
    }

    private RequestBody rendered(Kind kind, Content content, String where) {
        boolean structured = kind == Kind.JSON || kind == Kind.FORM || kind == Kind.MULTIPART;
        JsonTemplate json =
                structured && content instanceof Content.Text text ? JsonText.read(text.text(), table::text) : null;
        if (kind == Kind.JSON && json == null && content instanceof Content.Text text && isStructure(text.text())) {
            log.warning(
                    where,
                    "the text is no JSON, so that it is sent as one JSON string (expected: an object or a list)");
        }
        Expression whole = json == null ? Contents.expression(content, table::text) : json;
        return new RequestBody.Rendered(kind, spliced(kind, whole, where), null);
    }

    /** The same, where what fills a hole in a query or in markup stays one value. */
    private Expression spliced(Kind kind, Expression whole, String where) {
        if (whole instanceof Template text && (kind == Kind.XML || kind == Kind.SPARQL)) {
            return spliced(kind == Kind.XML ? Syntax.XML : Syntax.SPARQL, text, where)
                    .<Expression>map(Function.identity())
                    .orElse(whole);
        }
        if (kind == Kind.JSON
                && whole instanceof JsonTemplate.Fields fields
                && fields.fields().get("query") instanceof JsonTemplate.Leaf query
                && Syntax.isGraphql(query.template())) {
            Map<String, JsonTemplate> members = new LinkedHashMap<>(fields.fields());
            spliced(Syntax.GRAPHQL, query.template(), where).ifPresent(text -> members.put("query", text));
            return new JsonTemplate.Fields(members);
        }
        return whole;
    }

    /** Empty for a text without a hole, one that is nothing but a hole, and one with a hole that no value may fill. */
    private Optional<JsonTemplate.Spliced> spliced(Syntax syntax, Template text, String where) {
        if (text.isOneHole() || text.parts().stream().allMatch(Template.Text.class::isInstance)) {
            return Optional.empty();
        }
        Syntax.Splicing splicing = syntax.splice(text, table::literal);
        splicing.faults().forEach(fault -> log.error(where, fault));
        return Optional.ofNullable(splicing.text());
    }

    /** Several parameters in the body are the members of one object. */
    private RequestBody fields(Kind kind, List<Declared> declared, String where) {
        Map<String, Content> members = new LinkedHashMap<>();
        for (Declared one : declared) {
            Consumes.Parameter parameter = one.parameter();
            if (parameter.value() == null) {
                input(one);
                members.put(parameter.name(), new Content.Text("{{" + parameter.name() + "}}"));
            } else {
                members.put(parameter.name(), parameter.value());
            }
        }
        return rendered(kind, new Content.Fields(members), where);
    }

    private void input(Declared declared) {
        Consumes.Parameter parameter = declared.parameter();
        int index = table.input(
                new UpstreamParameter(parameter.name(), Place.NONE, type(parameter)),
                Boolean.TRUE.equals(parameter.required()),
                parameter.description());
        Content value = parameter.value();
        if (value != null) {
            table.fix(index, () -> Contents.expression(value, table::text));
        }
    }

    private static ValueType type(Consumes.Parameter parameter) {
        return Types.of(parameter.type(), ValueType.ANY);
    }

    private static @Nullable String contentType(Kind kind) {
        return switch (kind) {
            case JSON -> null;
            case TEXT -> "text/plain; charset=utf-8";
            case XML -> "application/xml";
            case FORM -> "application/x-www-form-urlencoded";
            case MULTIPART -> "multipart/form-data";
            case SPARQL -> "application/sparql-query";
            case BINARY -> "application/octet-stream";
        };
    }

    private Kind kind(String word, String where) {
        return switch (word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
            case "json", "" -> Kind.JSON;
            case "text", "plain", "raw" -> Kind.TEXT;
            case "xml" -> Kind.XML;
            case "form", "formurlencoded", "urlencoded" -> Kind.FORM;
            case "multipart", "multipartform", "formdata", "multipartformdata" -> Kind.MULTIPART;
            case "sparql" -> Kind.SPARQL;
            case "binary", "bytes", "octetstream", "file" -> Kind.BINARY;
            default -> {
                log.error(
                        where,
                        "'" + word + "' is no kind of body"
                                + " (expected: json, text, xml, form, multipart, sparql or binary)");
                yield Kind.JSON;
            }
        };
    }
}
