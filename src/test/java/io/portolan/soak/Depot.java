package io.portolan.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A capability file for an API whose answers and requests are files and events. */
final class Depot {

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Depot}
            capability:
              consumes:
              - type: http
                namespace: depot
                baseUri: http://127.0.0.1:@PORT@
                resources:
                - name: all
                  path: /
                  operations:
                  - {name: download, method: GET, path: "/files/{length}", outputRawFormat: binary, inputParameters: [{name: length, in: path}]}
                  - {name: upload, method: POST, path: /files, inputParameters: [{name: body, in: body, type: object}]}
                  - {name: flood, method: GET, path: /flood, outputRawFormat: binary}
                  - {name: events, method: GET, path: /events}
                  - {name: cut, method: GET, path: "/cut/{length}", outputRawFormat: binary, inputParameters: [{name: length, in: path}]}
              exposes:
              - type: rest
                namespace: depot-rest
                port: 8080
                resources:
                - path: /files/{length}
                  operations:
                  - {name: download, method: GET, inputParameters: [{name: length, in: path}], call: depot.download, with: {length: "{{length}}"}}
                - path: /files
                  operations:
                  - {name: upload, method: POST, call: depot.upload, with: {body: rest.body}}
                - path: /cut/{length}
                  operations:
                  - {name: cut, method: GET, inputParameters: [{name: length, in: path}], call: depot.cut, with: {length: "{{length}}"}}
                - path: /flood
                  operations:
                  - {name: flood, method: GET, call: depot.flood}
                - path: /events
                  operations:
                  - {name: events, method: GET, call: depot.events}
            """;

    static void write(Path folder, int upstream) throws IOException {
        Files.writeString(folder.resolve("depot.yaml"), FILE.replace("@PORT@", Integer.toString(upstream)));
    }

    private Depot() {}
}
