package io.portolan.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A capability file for an API whose answers and requests are files and events. */
public final class Depot {

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
                  - {name: download, method: GET, path: "/files/{id}", outputRawFormat: binary, inputParameters: [{name: id, in: path}]}
                  - {name: describe, method: HEAD, path: "/files/{id}", inputParameters: [{name: id, in: path}]}
                  - {name: report, method: GET, path: "/reports/{id}", inputParameters: [{name: id, in: path}]}
                  - {name: events, method: GET, path: /events}
                  - {name: flood, method: GET, path: /flood, outputRawFormat: binary}
                  - {name: cut, method: GET, path: "/cut/{length}", outputRawFormat: binary, inputParameters: [{name: length, in: path}]}
                  - {name: pack, method: POST, path: "/files/{id}", outputRawFormat: binary, inputParameters: [{name: id, in: path}]}
                  - {name: upload, method: POST, path: /files, inputParameters: [{name: body, in: body, type: object}]}
              exposes:
              - type: rest
                namespace: depot-rest
                port: 8080
                resources:
                - path: /files/{id}
                  operations:
                  - {name: download, method: GET, inputParameters: [{name: id, in: path}], call: depot.download, with: {id: "{{id}}"}}
                - path: /heads/{id}
                  operations:
                  - {name: describe, method: HEAD, inputParameters: [{name: id, in: path}], call: depot.describe, with: {id: "{{id}}"}}
                - path: /files
                  operations:
                  - {name: upload, method: POST, call: depot.upload, with: {body: rest.body}}
                - path: /events
                  operations:
                  - {name: events, method: GET, call: depot.events}
                - path: /flood
                  operations:
                  - {name: flood, method: GET, call: depot.flood}
                - path: /cut/{length}
                  operations:
                  - {name: cut, method: GET, inputParameters: [{name: length, in: path}], call: depot.cut, with: {length: "{{length}}"}}
              - type: mcp
                namespace: depot-mcp
                port: 9090
                tools:
                - name: download
                  description: A file.
                  inputParameters: [{name: id, type: string, description: Its name.}]
                  call: depot.download
                  with: {id: "{{id}}"}
                - name: pack
                  description: A file that is made anew by each call.
                  inputParameters: [{name: id, type: string, description: Its name.}]
                  call: depot.pack
                  with: {id: "{{id}}"}
                - name: twice
                  description: A report, made longer.
                  inputParameters: [{name: id, type: string, description: Its name.}]
                  call: depot.report
                  with: {id: "{{id}}"}
                  outputParameters: [{name: first, type: string, mapping: $.text}, {name: second, type: string, mapping: $.text}]
                - name: copy
                  description: A file, read by a step.
                  steps:
                  - {name: read, type: call, call: depot.download, with: {id: one}}
                - {name: events, description: What happens., call: depot.events}
                resources:
                - {name: file, uri: "depot://{id}", description: A file., call: depot.download}
            """;

    public static void write(Path folder, int upstream) throws IOException {
        Files.writeString(folder.resolve("depot.yaml"), FILE.replace("@PORT@", Integer.toString(upstream)));
    }

    private Depot() {}
}
