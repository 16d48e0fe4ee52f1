package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.spec.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that mean less than they seem to. */
final class TextCheckTest {

    @Test
    void warnsOfAPatternThatNothingIsCheckedAgainst() {
        List<String> lines = warnings("{name: id, type: string, pattern: '[a'}", "{name: q, pattern: '^[a-z]+$'}", "");

        assertThat(lines)
                .containsExactly("a.yaml:21:60: warning:"
                        + " capability.exposes[0].tools[0].inputParameters[0].pattern: '[a' is no regular expression,"
                        + " unclosed character class, so that texts are not checked against it (expected: a regular"
                        + " expression of at most 1000 characters)");
    }

    @Test
    void warnsOfAPatternThatIsTooLong() {
        assertThat(warnings("{name: id, pattern: '" + "a".repeat(1001) + "'}", "{name: q, pattern: a}", ""))
                .singleElement()
                .asString()
                .startsWith("a.yaml:21:46: warning:")
                .contains("' has 1001 characters, so that texts are not checked against it");
    }

    @Test
    void warnsOfAVariableThatNoBindDeclares() {
        List<String> lines = warnings(
                "{name: id, value: 'x{{env.LOST}}{{env.KEY}}'}",
                "{name: q}",
                ", filter: {of: ['{{env.KEY}}', '{{env.GONE}} {{env.GONE}}']}");

        assertThat(lines)
                .containsExactly(
                        "a.yaml:15:77: warning:"
                                + " capability.consumes[0].resources[0].operations[0].inputParameters[1].value: no bind"
                                + " declares 'env.ABSENT'; it is looked up in the environment",
                        "a.yaml:20:37: warning: capability.exposes[0].tools[0].with.filter: no bind declares"
                                + " 'env.GONE'; it is looked up in the environment",
                        "a.yaml:21:44: warning: capability.exposes[0].tools[0].inputParameters[0].value: no bind"
                                + " declares 'env.LOST'; it is looked up in the environment");
    }

    @Test
    void looksThroughStepsSharedFlowsAndRestOperations() {
        String text = """
                naftiko: 1.0.0-alpha2
                capability:
                  consumes:
                  - {type: http, namespace: n, baseUri: 'https://example.com', inputParameters: [{name: a, in: query, value: '{{env.A}}'}],
                     resources: [{path: /x, name: x, inputParameters: [{name: b, in: query, value: '{{env.B}}'}],
                       operations: [{name: o, method: GET, inputParameters: [{name: c, in: query}]}]}]}
                  aggregates:
                  - {namespace: g, label: G, functions: [{name: f, call: n.o, with: {c: '{{env.C}}'}}]}
                  exposes:
                  - {type: rest, namespace: r, port: 8080, inputParameters: [{name: p, in: query, pattern: '(1'}],
                     resources: [{path: /y, inputParameters: [{name: q, in: query, pattern: '(2'}],
                       operations: [{method: GET, name: s, steps: [{type: call, name: one, call: n.o, with: {c: '{{env.D}}'}}]},
                                    {method: POST, name: t, ref: g.f, with: {c: '{{env.E}}'}}]}]}
                """;

        assertThat(Compilations.lines(Compilations.texts(Compilations.DEFAULTS, text)))
                .extracting(line -> line.replaceAll(".*'(?:env\\.([A-Z])|\\((\\d))'.*", "$1$2"))
                .contains("A", "B", "C", "D", "1", "2");
    }

    private static List<String> warnings(String first, String second, String with) {
        String text = """
                naftiko: 1.0.0-alpha2
                binds:
                - {namespace: env, keys: {KEY: KEY}}
                capability:
                  consumes:
                  - type: http
                    namespace: shop
                    baseUri: https://api.example.com/v1
                    resources:
                    - name: items
                      path: /items/{id}
                      operations:
                      - name: find
                        method: POST
                        inputParameters: [{name: id, in: path}, {name: k, in: query, value: '<absent>'}, {name: filter, in: body}]
                  exposes:
                  - {type: mcp, namespace: m, port: 9090, tools: [
                      {name: find, description: Finds., call: shop.find,
                       outputParameters: [{type: object, mapping: $.}],
                       with: {id: tools.id<with>},
                       inputParameters: [<first>,
                         <second>]}]}
                """;
        String absent = with.isEmpty() ? "k" : "{{env.ABSENT}}";
        String filled = text.replace("<absent>", absent)
                .replace("<with>", with)
                .replace("<first>", first)
                .replace("<second>", second);
        return Compilations.texts(Compilations.DEFAULTS, filled).problems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.WARNING)
                .map(Problem::toString)
                .toList();
    }
}
