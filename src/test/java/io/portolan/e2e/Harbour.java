package io.portolan.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A capability file with calls of one step, of several, and of a step for each item of a list. */
final class Harbour {

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Harbour}
            capability:
              consumes:
              - type: http
                namespace: registry
                baseUri: http://127.0.0.1:@PORT@
                resources:
                - name: ships
                  path: /ships
                  operations:
                  - {name: list, method: GET}
                  - {name: get, method: GET, path: "/ships/{imo}", inputParameters: [{name: imo, in: path}]}
              exposes:
              - type: rest
                namespace: harbour-rest
                port: 8080
                resources:
                - path: /ships/{imo}
                  operations:
                  - {name: ship, method: GET, inputParameters: [{name: imo, in: path}], call: registry.get, with: {imo: "{{imo}}"}}
                - path: /convoy
                  operations:
                  - name: convoy
                    method: GET
                    steps:
                    - {name: first, type: call, call: registry.get, with: {imo: one}}
                    - {name: second, type: call, call: registry.get, with: {imo: two}}
                    mappings: [{target: first, value: $.first}]
              - type: mcp
                namespace: harbour-mcp
                port: 9090
                tools:
                - name: ship
                  description: One ship.
                  inputParameters: [{name: imo, type: string, description: Its number.}]
                  call: registry.get
                  with: {imo: "{{imo}}"}
                - name: convoy
                  description: Some ships.
                  steps:
                  - {name: first, type: call, call: registry.get, with: {imo: one}}
                  - {name: second, type: call, call: registry.get, with: {imo: two}}
                  - {name: third, type: call, call: registry.get, with: {imo: three}}
                  mappings: [{target: first, value: $.first}]
                - name: fleet
                  description: All ships.
                  steps:
                  - {name: all, type: call, call: registry.list}
                  - {name: each, type: call, forEach: $.all, call: registry.get, with: {imo: "{{item}}"}}
                  mappings: [{target: ships, value: $.each}]
                resources:
                - {name: ship, uri: "ship://{imo}", description: One ship., mimeType: application/json, call: registry.get}
            """;

    static Path write(Path folder, int port) throws IOException {
        return Files.writeString(folder.resolve("harbour.yaml"), FILE.replace("@PORT@", Integer.toString(port)));
    }

    private Harbour() {}
}
