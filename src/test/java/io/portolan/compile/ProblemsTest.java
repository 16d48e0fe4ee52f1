package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.plan.PlanPrinter;
import io.portolan.spec.Fix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler finds wrong, line by line. */
final class ProblemsTest {

    /** A sound file; each row of the table replaces one text in it. */
    static final String SOUND = """
            naftiko: 1.0.0-alpha2
            binds:
            - namespace: env
              keys: {KEY: KEY}
            capability:
              consumes:
              - type: http
                namespace: shop
                baseUri: https://api.example.com/v1
                resources:
                - name: items
                  path: /items/{item_id}
                  operations:
                  - name: getitem
                    method: GET
                    inputParameters:
                    - {name: item_id, in: path, type: string}
                    - {name: limit, in: query, type: integer}
                  - name: putitem
                    method: PUT
                    inputParameters:
                    - {name: item_id, in: path, type: string}
                    - {name: body, in: body, type: object}
                authentication: {type: bearer, token: '{{env.KEY}}'}
              exposes:
              - type: rest
                namespace: shop-rest
                port: 8080
                resources:
                - path: /items/{item-id}
                  operations:
                  - name: get
                    method: GET
                    call: shop.getitem
                    with: {item_id: rest.item_id}
                    outputParameters: [{type: object, mapping: $.}]
              - type: mcp
                namespace: shop-mcp
                port: 9090
                transport: http
                tools:
                - name: put-item
                  description: Put
                  call: shop.putitem
                  with: {item_id: tools.item_id, body: tools.body}
            """;

    private static final String ELSEWHERE =
            "; its calls fail until the setting upstreams.shop.baseUri says where it is";

    static List<Arguments> rows() {
        return List.of(
                row(
                        "shop.getitem",
                        "shop.getitm",
                        "a.yaml:34:15: error: capability.exposes[0].resources[0].operations[0].call:"
                                + " unknown operation 'shop.getitm' (did you mean 'getitem'?)"),
                row(
                        "shop.putitem",
                        "shp.putitem",
                        "a.yaml:44:13: error: capability.exposes[1].tools[0].call:"
                                + " unknown namespace 'shp' (did you mean 'shop'?)"),
                row(
                        "{item_id: rest.item_id}",
                        "{item: rest.item_id}",
                        "a.yaml:35:22: warning:"
                                + " capability.exposes[0].resources[0].operations[0].with.item: operation 'shop.getitem' has no parameter"
                                + " 'item'; what stands here is not sent (did you mean 'item_id'?)"),
                row(
                        "with: {item_id: rest.item_id}",
                        "with: {item_id: rest.item_id, ITEM-ID: rest.x}",
                        "a.yaml:35:48:"
                                + " error: capability.exposes[0].resources[0].operations[0].with.ITEM-ID: parameter 'item_id' is given twice"),
                row(
                        "https://api.example.com/v1",
                        "ftp://api.example.com",
                        "a.yaml:9:14: warning: capability.consumes[0].baseUri: baseUri"
                                + " 'ftp://api.example.com' is not a base URI (expected: http:// or https://, a host, and a path at most)"
                                + ELSEWHERE),
                row(
                        "https://api.example.com/v1",
                        "https://u:p@api.example.com",
                        "a.yaml:9:14: warning:"
                                + " capability.consumes[0].baseUri: a baseUri holds no user or password (expected: authentication of type"
                                + " basic)" + ELSEWHERE),
                row(
                        "https://api.example.com/v1",
                        "https://exa mple",
                        "a.yaml:9:14: warning: capability.consumes[0].baseUri: baseUri"
                                + " 'https://exa mple' is not a URI (expected: http:// or https://, a host, and a path at most)"
                                + ELSEWHERE),
                row(
                        "path: /items/{item_id}",
                        "path: /items",
                        "a.yaml:14:9: error: capability.consumes[0].resources[0].operations[0]:"
                                + " the path '/items' has no placeholder for parameter 'item_id' (expected: {item_id})"),
                row(
                        "path: /items/{item-id}",
                        "path: items/{item-id}",
                        "a.yaml:30:13: warning: capability.exposes[0].resources[0].path:"
                                + " 'items/{item-id}' does not begin with a slash; it is read as '/items/{item-id}'"),
                row(
                        "type: bearer, token: '{{env.KEY}}'",
                        "type: hmac, secret: p",
                        "a.yaml:24:28: error:"
                                + " capability.consumes[0].authentication.type: 'hmac' signs every request, which is not supported"
                                + " (expected: bearer, basic, digest, apikey, oauth2; or give the credential that the API takes"
                                + " under upstreams.<namespace>.authentication of the settings)"),
                row(
                        "{{env.KEY}}",
                        "{{env.KEI}}",
                        "a.yaml:24:43: warning: capability.consumes[0].authentication.token:"
                                + " no bind declares 'env.KEI'; it is looked up in the environment"),
                row(
                        "name: putitem",
                        "name: getitem",
                        "a.yaml:19:15: warning:"
                                + " capability.consumes[0].resources[0].operations[1].name: operation 'getitem' is defined before; on"
                                + " the event bus this one is 'getitem-2'"),
                row(
                        "transport: http",
                        "transport: stdio",
                        "a.yaml:40:16: note: capability.exposes[1].transport: served by 'portolan mcp"
                                + " --stdio' only, and on no port"),
                row(
                        "    port: 9090\n",
                        "    port: 9090\n    authentication: {type: digest, username: x}\n",
                        "a.yaml:40:5: error:"
                                + " capability.exposes[1].authentication: callers cannot be checked by 'digest' in this version, and the"
                                + " adapter is not served without (expected: bearer, basic or apikey)"),
                row(
                        "    port: 8080\n",
                        "    port: 8080\n    address: 0.0.0.0\n",
                        "a.yaml:29:14: note:"
                                + " capability.exposes[0].address: '0.0.0.0' is not used; the setting rest.host decides"),
                row(
                        "keys: {KEY: KEY}",
                        "keys: {KEY: KEY}\n  location: vault://k",
                        "a.yaml:5:13: warning: binds[0].location: 'vault' is no place that values are read from, so that these"
                                + " variables have none (expected: no location, which is the environment, or file:)"),
                row(
                        "{name: limit, in: query, type: integer}",
                        "{name: limit, type: integer}",
                        "a.yaml:18:11: warning:"
                                + " capability.consumes[0].resources[0].operations[0].inputParameters[1]: parameter 'limit' does not say"
                                + " where it goes; it is sent in the query (expected: in: path, query, header, cookie or body)"),
                row(
                        "{name: limit, in: query, type: integer}",
                        "{name: 'x y', in: header}",
                        "a.yaml:18:18: error:"
                                + " capability.consumes[0].resources[0].operations[0].inputParameters[1].name: 'x y' is"
                                + " no name of a header or cookie (expected: letters, digits, '-' and '_')"),
                row(
                        "{name: body, in: body, type: object}",
                        "{name: q, in: query}\n        body: {type: sparql, data: 'ASK { ?s ?p {{q}} }'}",
                        "a.yaml:24:9: error:"
                                + " capability.consumes[0].resources[0].operations[1].body: placeholder {{q}} stands outside of quotes of"
                                + " the SPARQL text, where a caller's value could change it (expected: in quotes, in <...>, or"
                                + " alone and of type integer, number or boolean)"),
                row(
                        "path: /items/{item-id}",
                        "path: /items/{item-id}/{colour}",
                        "a.yaml:32:9: warning:"
                                + " capability.exposes[0].resources[0].operations[0]: placeholder {colour} of the path is not used by the"
                                + " call"));
    }

    private static Arguments row(String sound, String broken, String problem) {
        return Arguments.of(sound, broken, problem);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhatIsWrongWhereAndWhatWasExpected(String sound, String broken, String problem) {
        assertThat(SOUND).contains(sound);

        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, SOUND.replace(sound, broken));

        assertThat(Compilations.lines(compilation)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"query, query, true", "header, header, true", "cookie, query, false", "query, header, false"})
    void warnsOfARequiredInputThatIsTheCallersKey(String in, String placement, boolean warned) {
        String text = SOUND.replace(
                        "with: {item_id: rest.item_id}",
                        "inputParameters: [{name: key, in: " + in
                                + ", type: string, required: true}]\n        with: {item_id: rest.item_id, limit: rest.key}")
                .replace(
                        "port: 8080",
                        "port: 8080\n    authentication: {type: apikey, key: key, value: '{{env.KEY}}', in: "
                                + placement + "}");

        List<String> lines = Compilations.lines(Compilations.texts(Compilations.DEFAULTS, text));

        assertThat(lines.stream()
                        .anyMatch(line -> line.contains(": warning: ")
                                && line.contains(
                                        "input 'key' is required, but callers authenticate with what has this name")))
                .as(lines.toString())
                .isEqualTo(warned);
    }

    @Test
    void findsNothingWrongWithTheSoundFile() {
        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, SOUND);

        assertThat(Compilations.lines(compilation)).noneMatch(line -> !line.contains(": note: "));
        assertThat(compilation.plan().upstreams()).hasSize(1);
    }

    @Test
    void notesOnceHowAPlaceholderShouldBeSpelled() {
        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, SOUND);

        assertThat(compilation.problems()).singleElement().satisfies(note -> {
            assertThat(note)
                    .hasToString("a.yaml:30:13: note: capability.exposes[0].resources[0].path: placeholder {item-id}"
                            + " stands for parameter 'item_id'");
            assertThat(note.fix()).isEqualTo(new Fix.Replace(note.at(), "{item-id}", "{item_id}"));
        });
    }

    @Test
    void leavesAPlaceholderAloneThatTheFileDeclares() {
        String declared = SOUND.replace(
                "with: {item_id: rest.item_id}",
                "with: {item_id: rest.item_id}\n        inputParameters: [{name: item-id, in: path, type: string}]");

        assertThat(Compilations.lines(Compilations.texts(Compilations.DEFAULTS, declared)))
                .isEmpty();
    }

    @Test
    void servesTheSoundFileBesideABrokenOne() {
        String broken = SOUND.replace("shop.getitem", "shop.nothing");

        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, broken, SOUND);

        assertThat(compilation.sound()).isFalse();
        assertThat(compilation.plan().upstreams())
                .extracting(upstream -> upstream.file() + " " + upstream.namespace())
                .containsExactly("a.yaml shop", "b.yaml shop-2");
        assertThat(PlanPrinter.print(compilation.plan()))
                .contains("GET /shop-rest-2/items/{item-id} -> shop-2.getitem")
                .doesNotContain("GET /shop-rest/items");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "body: tools.body,                        body: 'text'",
                "mapping: $.},                            mapping: $.id}",
                "path: /items/{item-id},                  path: /items/{item-id}?x=1",
                "path: /items/{item_id},                  path: '/items/a b/{item_id}'",
                "`{name: limit, in: query, type: integer}`, `{name: limit, in: query, value: '{{env.KEY}}'}`"
            })
    void findsNothingWrongWithWhatItCanDo(String sound, String other) {
        assertThat(SOUND).contains(sound);

        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, SOUND.replace(sound, other));

        assertThat(Compilations.lines(compilation)).allMatch(line -> line.contains(": note: "));
    }

    @Test
    void givesTheSecondClaimOfANamespaceAnotherName() {
        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, SOUND, SOUND.replace("/v1", "/v2"));

        assertThat(Compilations.lines(compilation))
                .contains(
                        "b.yaml:8:16: warning: capability.consumes[0].namespace: namespace 'shop' is taken; it is served as"
                                + " 'shop-2'");
        assertThat(compilation.plan().upstreams())
                .extracting(upstream -> upstream.namespace())
                .containsExactly("shop", "shop-2");
    }
}
