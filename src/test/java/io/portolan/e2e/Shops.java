package io.portolan.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small capability files around blocks of authentication. */
final class Shops {

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Shop}
            @TOP@capability:
              consumes:
              - type: http
                namespace: @NAME@
                baseUri: http://127.0.0.1:@PORT@
            @API@    resources:
                - name: items
                  path: /items
                  operations:
                  - name: list
                    method: GET
                    inputParameters:
                    - {name: x-key, in: header, type: string}
                    - {name: api_key, in: query, type: string}
                    - {name: q, in: query, type: string}
                  - name: add
                    method: POST
                    inputParameters: [{name: body, in: body, type: object}]
              exposes:
              - type: rest
                namespace: @NAME@-rest
                port: 8080
            @CALLERS@    resources:
                - path: /items
                  operations:
                  - {name: list, method: GET, call: @NAME@.list}
                  - {name: add, method: POST, call: @NAME@.add}
              - type: mcp
                namespace: @NAME@-mcp
                port: 9090
                transport: http
            @CALLERS@    tools:
                - {name: @NAME@-items, description: Lists., call: @NAME@.list}
            """;

    /**
     * Parts of a file; empty for none.
     *
     * @param authentication of the @API@
     * @param top what stands before {@code capability}
     * @param callers of both adapters
     */
    record Blocks(String authentication, String top, String callers) {}

    /** One API, and its REST and MCP adapters. */
    static Path write(Path folder, int port, String authentication, String top) throws IOException {
        return write(folder, "shop", port, authentication, top);
    }

    static Path write(Path folder, String name, int port, String authentication, String top) throws IOException {
        return write(folder, name, port, new Blocks(authentication, top, ""));
    }

    static Path write(Path folder, String name, int port, Blocks blocks) throws IOException {
        String text = FILE.replace("@TOP@", blocks.top())
                .replace("@PORT@", Integer.toString(port))
                .replace("@API@", indented(blocks.authentication()))
                .replace("@CALLERS@", indented(blocks.callers()))
                .replace("@NAME@", name);
        return Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    private static String indented(String block) {
        return block.isEmpty() ? "" : block.strip().indent(4);
    }

    private Shops() {}
}
