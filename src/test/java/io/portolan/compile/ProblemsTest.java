package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
                        "a.yaml:35:22: error:"
                                + " capability.exposes[0].resources[0].operations[0].with.item: operation 'shop.getitem' has no parameter"
                                + " 'item' (did you mean 'item_id'?)"),
                row(
                        "body: tools.body",
                        "body: 'text'",
                        "a.yaml:45:44: error: capability.exposes[1].tools[0].with.body:"
                                + " a body made of text is not supported yet (expected: rest.body or tools.body)"),
                row(
                        "with: {item_id: rest.item_id}",
                        "with: {item_id: rest.item_id, ITEM-ID: rest.x}",
                        "a.yaml:35:48:"
                                + " error: capability.exposes[0].resources[0].operations[0].with.ITEM-ID: parameter 'item_id' is given twice"),
                row(
                        "mapping: $.}",
                        "mapping: $.id}",
                        "a.yaml:36:28: error:"
                                + " capability.exposes[0].resources[0].operations[0].outputParameters[0]: shaping an answer is not"
                                + " supported yet (expected: one output with mapping: $.)"),
                row(
                        "https://api.example.com/v1",
                        "ftp://api.example.com",
                        "a.yaml:9:14: error: capability.consumes[0].baseUri:"
                                + " 'ftp://api.example.com' is not a base URI (expected: http:// or https://, a host, and a path at most)"),
                row(
                        "https://api.example.com/v1",
                        "https://u:p@api.example.com",
                        "a.yaml:9:14: error:"
                                + " capability.consumes[0].baseUri: a base URI holds no user or password (expected: authentication of type"
                                + " basic)"),
                row(
                        "https://api.example.com/v1",
                        "https://exa mple",
                        "a.yaml:9:14: error: capability.consumes[0].baseUri:"
                                + " 'https://exa mple' is not a URI (expected: http:// or https://, a host, and a path at most)"),
                row(
                        "path: /items/{item_id}",
                        "path: /items",
                        "a.yaml:12:13: error: capability.consumes[0].resources[0].path:"
                                + " the path has no placeholder for parameter 'item_id' (expected: {item_id})"),
                row(
                        "path: /items/{item-id}",
                        "path: items/{item-id}",
                        "a.yaml:30:13: error:"
                                + " capability.exposes[0].resources[0].path: 'items/{item-id}' (expected: a path that begins with '/')"),
                row(
                        "path: /items/{item-id}",
                        "path: /items/{item-id}?x=1",
                        "a.yaml:30:13: error:"
                                + " capability.exposes[0].resources[0].path: '/items/{item-id}?x=1' holds a query or fragment (expected:"
                                + " parameters with in: query)"),
                row(
                        "type: bearer, token: '{{env.KEY}}'",
                        "type: digest, username: u, password: p",
                        "a.yaml:24:28: error:"
                                + " capability.consumes[0].authentication.type: 'digest' is not supported yet (expected: bearer, basic or"
                                + " apikey)"),
                row(
                        "{{env.KEY}}",
                        "{{env.KEI}}",
                        "a.yaml:24:43: warning: capability.consumes[0].authentication.token:"
                                + " no bind declares 'env.KEI'; it is looked up in the environment"),
                row(
                        "name: putitem",
                        "name: getitem",
                        "a.yaml:19:15: error:"
                                + " capability.consumes[0].resources[0].operations[1].name: operation 'getitem' is defined twice in"
                                + " namespace 'shop'"),
                row(
                        "transport: http",
                        "transport: stdio",
                        "a.yaml:40:16: error: capability.exposes[1].transport: 'stdio' is not"
                                + " supported yet (expected: http)"),
                row(
                        "    port: 9090\n",
                        "    port: 9090\n    authentication: {type: bearer, token: x}\n",
                        "a.yaml:40:5: error:"
                                + " capability.exposes[1].authentication: authentication of callers is not supported yet, and this adapter"
                                + " is not served without it (expected: no authentication)"),
                row(
                        "    port: 8080\n",
                        "    port: 8080\n    address: 0.0.0.0\n",
                        "a.yaml:29:14: note:"
                                + " capability.exposes[0].address: '0.0.0.0' is not used; the setting rest.host decides"),
                row(
                        "keys: {KEY: KEY}",
                        "keys: {KEY: KEY}\n  location: file:///k.yaml",
                        "a.yaml:5:13: error: binds[0].location:"
                                + " 'file:///k.yaml' is not supported yet (expected: no location, the environment)"),
                row(
                        "{name: limit, in: query, type: integer}",
                        "{name: limit, type: integer}",
                        "a.yaml:18:11: warning:"
                                + " capability.consumes[0].resources[0].operations[0].inputParameters[1]: parameter 'limit' does not say"
                                + " where it goes; it is sent in the query (expected: in: path, query, header, cookie or body)"),
                row(
                        "path: /items/{item_id}",
                        "path: '/items/a b/{item_id}'",
                        "a.yaml:12:13: error: capability.consumes[0].resources[0].path: the path holds a space or"
                                + " control character (expected: it percent-encoded)"),
                row(
                        "{name: limit, in: query, type: integer}",
                        "{name: limit, in: query, value: '{{env.KEI}}'}",
                        "a.yaml:18:43: warning:"
                                + " capability.consumes[0].resources[0].operations[0].inputParameters[1].value: no bind"
                                + " declares 'env.KEI'; it is looked up in the environment"),
                row(
                        "{name: limit, in: query, type: integer}",
                        "{name: 'x y', in: header}",
                        "a.yaml:18:18: error:"
                                + " capability.consumes[0].resources[0].operations[0].inputParameters[1].name: 'x y' is"
                                + " no name of a header or cookie (expected: letters, digits, '-' and '_')"),
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

    @Test
    void findsNothingWrongWithTheSoundFile() {
        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, SOUND);

        assertThat(Compilations.lines(compilation)).isEmpty();
        assertThat(compilation.plan().upstreams()).hasSize(1);
    }

    @Test
    void servesTheSoundFileBesideABrokenOne() {
        String broken = SOUND.replace("shop.getitem", "shop.nothing");

        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, broken, SOUND);

        assertThat(compilation.sound()).isFalse();
        assertThat(compilation.plan().upstreams()).singleElement().satisfies(upstream -> {
            assertThat(upstream.file()).isEqualTo("b.yaml");
            assertThat(upstream.namespace()).isEqualTo("shop");
        });
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
