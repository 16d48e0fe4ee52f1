package io.portolan.compile.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.Scope;
import io.portolan.expr.Template;
import io.portolan.expr.Value;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Holes in texts with a syntax of their own: {@code {{n}}} is a number, {@code {{V}}} a variable, the rest texts. */
final class SyntaxTest {

    /** What breaks out of a text where nothing stops it. */
    private static final List<String> WILD = List.of(
            "\"",
            "'",
            "\\",
            "\\\"",
            "\"\"\"",
            "'''",
            "]]>",
            "]",
            "]]",
            ">",
            "<",
            "-->",
            "--",
            "\n",
            "\r",
            "#",
            "\\u0022",
            "\\u000A",
            " ",
            "{",
            "}",
            "(",
            "`",
            "${a}",
            "{{a}}",
            "\u0000",
            "\uE000",
            "a\"#\n'>]]>");

    private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // What is sent when a value is  x"'\<>]  and n is  7
                "SPARQL  ~ SELECT * { ?s ?p \"{{a}}\" }        ~ SELECT * { ?s ?p \"x\\\"\\'\\\\<>]\" }",
                "SPARQL  ~ SELECT * { ?s ?p '''{{a}}''' }      ~ SELECT * { ?s ?p '''x\\\"\\'\\\\<>]''' }",
                "SPARQL  ~ SELECT * { ?s a <{{a}}> }           ~ SELECT * { ?s a <x%22'%5C%3C%3E]> }",
                "SPARQL  ~ SELECT * { <http://x/{{a}}> a ?o }  ~ SELECT * { <http://x/x%22%27%5C%3C%3E%5D> a ?o }",
                "SPARQL  ~ SELECT * { ?s ?p ?o } LIMIT {{n}}   ~ SELECT * { ?s ?p ?o } LIMIT 7",
                "SPARQL  ~ SELECT * { FILTER(?o<{{n}} && 2>1)} ~ SELECT * { FILTER(?o<7 && 2>1)}",
                "SPARQL  ~ SELECT {{V}} { ?{{V}} ?p 'it\\'s' } ~ SELECT key { ?key ?p 'it\\'s' }",
                "SPARQL  ~ ASK { ?s ex:o\\'neil \"{{a}}\" }    ~ ASK { ?s ex:o\\'neil \"x\\\"\\'\\\\<>]\" }",
                "SPARQL  ~ ASK { ?s ?p '# {{a}}' } # that's it ~ ASK { ?s ?p '# x\\\"\\'\\\\<>]' } # that's it",
                "XML     ~ <a b='{{a}}'>{{a}}</a>              ~ <a b='x&quot;&apos;\\&lt;&gt;]'>x&quot;&apos;\\&lt;&gt;]</a>",
                "XML     ~ <a><![CDATA[{{a}}]]></a>            ~ <a><![CDATA[x\"'\\<]]><![CDATA[>]]]><![CDATA[]]></a>",
                "XML     ~ <a><!-- {{a}} --></a>               ~ <a><!-- x&quot;&apos;\\&lt;&gt;] --></a>",
                "GRAPHQL ~ { item(id: \"{{a}}\") { name } }    ~ { item(id: \"x\\\"'\\\\<>]\") { name } }",
                "GRAPHQL ~ { item(id: {{a}}) { name } }        ~ { item(id: \"x\\\"'\\\\<>]\") { name } }",
                "GRAPHQL ~ { item(n: {{n}}, in: [{{n}},{{a}}]) } ~ { item(n: 7, in: [7,\"x\\\"'\\\\<>]\"]) }",
                "GRAPHQL ~ { item(where: {{o}}) }              ~ { item(where: {a: [1, \"b\"], c: null}) }",
                "GRAPHQL ~ { item(where: {{none}}) }           ~ { item(where: null) }",
                "GRAPHQL ~ { {{V}}(id: {{n}}) }                ~ { key(id: 7) }"
            })
    void writesAValueAsItsPlaceWantsIt(Syntax syntax, String text, String expected) {
        assertThat(render(syntax, text, "x\"'\\<>]")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SPARQL  ~ SELECT * { ?s ?p {{a}} }          ~ outside of quotes",
                "SPARQL  ~ SELECT * { ?s ?p \"x\" } # {{a}}  ~ in a comment",
                "SPARQL  ~ SELECT ?{{n}} { ?s ?p ?o }        ~ in a name or number",
                "SPARQL  ~ SELECT * { ?s ex:{{n}} ?o }       ~ in a name or number",
                "SPARQL  ~ SELECT * { ?s ?p 1{{n}} }         ~ in a name or number",
                "SPARQL  ~ SELECT * { ?s ?p \"\\{{a}}\" }    ~ behind a backslash",
                "SPARQL  ~ ASK { FILTER(?o < {{a}}) }        ~ outside of quotes",
                "XML     ~ <{{a}}/>                          ~ in a tag outside of quotes",
                "XML     ~ <a {{a}}/>                        ~ in a tag outside of quotes",
                "XML     ~ <a b={{a}}/>                      ~ in a tag outside of quotes",
                "XML     ~ <?php {{a}} ?><a/>                ~ in a processing instruction",
                "GRAPHQL ~ { {{a}} }                         ~ in place of a name",
                "GRAPHQL ~ { item(id: 1{{n}}) }              ~ in place of a name",
                "GRAPHQL ~ { item(id: ${{a}}) }              ~ in place of a name",
                "GRAPHQL ~ { item(id: \"\"\"{{a}}\"\"\") }   ~ in a block of three quotes",
                "GRAPHQL ~ { item(id: \"\\{{a}}\") }         ~ behind a backslash"
            })
    void refusesAHoleWhereAValueCouldBeMore(Syntax syntax, String text, String place) {
        Syntax.Splicing splicing = syntax.splice(template(text), SyntaxTest::number);

        assertThat(splicing.text()).isNull();
        assertThat(splicing.faults()).singleElement().asString().contains(place + " of the ", "(expected: in ");
    }

    @Test
    void refusesAValueThatIsNoNumberWhereANumberIsDue() {
        for (String value : List.of("7 } DROP ALL #", "1e", "", "0x1", "true false", "-")) {
            Template text = template("SELECT * { ?s ?p ?o } LIMIT {{n}}");

            assertThatThrownBy(() -> Syntax.SPARQL
                            .splice(text, SyntaxTest::number)
                            .text()
                            .text(scope(value, new Value.Text(value))))
                    .isInstanceOf(MalformedContentException.class);
        }
    }

    /** The lexer reads on behind a value exactly as it did behind the hole. */
    @ParameterizedTest
    @EnumSource(Syntax.class)
    void readsTheRestOfTheTextAlikeWhateverFillsAHole(Syntax syntax) {
        List<String> texts = switch (syntax) {
            case SPARQL -> List.of("'@'", "\"@\"", "'''@'''", "\"\"\"@\"\"\"", "<@>", "<urn:@>", "<http://x/@#@>");
            case XML -> List.of("@", "<a b='@'>", "<a b=\"@\">", "<![CDATA[@]]>", "<![CDATA[]@]>@]]>", "<!--@-->");
            case GRAPHQL -> List.of("\"@\"", "(a: @ )", "(a: [@])");
        };

        for (String text : texts) {
            String before = "{ " + text.replace("@", "{{a}}");
            String after = syntax == Syntax.XML ? "{{z}}<c d='{{z}}'/>" : " ?z: {{n}} \"{{z}}\"";
            int holes = places(syntax, after).size();
            List<Place> expected = places(syntax, "{ " + text.replace("@", "x") + after);
            for (String value : WILD) {
                String filled = render(syntax, before, value) + after;
                List<Place> rest = places(syntax, filled);

                assertThat(rest)
                        .as("%s filled with %s: %s", text, value, filled)
                        .isEqualTo(expected.subList(expected.size() - holes, expected.size()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "query { a } ~ true",
                "query Q($id: ID!) { a } ~ true",
                "mutation M { a(b: {{a}}) } ~ true",
                "{ a(b: 1) { c } } ~ true",
                "fragment F on T { a } ~ true",
                "query the orders {{a}} ~ false",
                "{\"match\": {}} ~ false",
                "select * from x where a = '{{a}}' ~ false",
                "title:{{a}} ~ false",
                "{{a}} ~ false"
            })
    void tellsGraphqlFromOtherTexts(String text, boolean graphql) {
        assertThat(Syntax.isGraphql(template(text))).isEqualTo(graphql);
    }

    private static List<Place> places(Syntax syntax, String text) {
        return switch (syntax) {
            case SPARQL -> new SparqlText(marked(text)).places();
            case XML -> new XmlText(marked(text)).places();
            case GRAPHQL -> new GraphqlText(marked(text)).places();
        };
    }

    /** As the compiler marks holes, but for {@code {{a}}}, which a value may well spell. */
    private static String marked(String text) {
        return text.replace(Syntax.HOLE, '?').replaceAll("\\{\\{[nz]}}", String.valueOf(Syntax.HOLE));
    }

    private static String render(Syntax syntax, String text, String value) {
        Template template = template(text);
        return syntax.splice(template, SyntaxTest::number).text().text(scope(value, new Value.Literal("7")));
    }

    private static boolean number(Template.Part part) {
        return part instanceof Template.Input input && input.name().equals("n");
    }

    private static Template template(String text) {
        List<Template.Part> parts = new ArrayList<>();
        Matcher matcher = HOLE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                parts.add(new Template.Text(text.substring(end, matcher.start())));
            }
            String name = matcher.group(1);
            parts.add(name.equals("V") ? new Template.Variable(name) : new Template.Input("anoz".indexOf(name), name));
            end = matcher.end();
        }
        if (end < text.length()) {
            parts.add(new Template.Text(text.substring(end)));
        }
        return new Template(parts);
    }

    private static Scope scope(String text, Value number) {
        Value object = new Value.Json(JsonTree.write(JsonTree.read("{\"a\":[1,\"b\"],\"c\":null}")));
        return new Scope() {
            @Override
            public @Nullable Value input(int index) {
                return switch (index) {
                    case 0 -> new Value.Text(text);
                    case 1 -> number;
                    case 2 -> object;
                    default -> null;
                };
            }

            @Override
            public @Nullable String variable(String name) {
                return "key";
            }

            @Override
            public @Nullable JsonNode step(String name) {
                return null;
            }
        };
    }
}
