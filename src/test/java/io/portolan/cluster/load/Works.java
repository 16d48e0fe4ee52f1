package io.portolan.cluster.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A capability file in two versions. Both expose the same; they differ in what the edge makes of the caller's {@code tag},
 * and in the path that the consumer calls, so that a call of which each half was done by another version shows upstream.
 */
final class Works {

    /** Where the API is, {@code host:port}: only who calls it is told. */
    static final String UPSTREAM = "WORKS_UPSTREAM";

    static final String LOOK = "/works-rest/things/";
    static final String MAKE = "/works-rest/things";
    static final String EVENTS = "/works-rest/events/";

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            info: {label: Works}
            binds:
            - {namespace: env, keys: {UPSTREAM: @VARIABLE@}}
            capability:
              consumes:
              - type: http
                namespace: works
                baseUri: http://{{UPSTREAM}}
                resources:
                - name: all
                  path: /
                  operations:
                  - {name: look, method: GET, path: "/@VERSION@/things/{id}", inputParameters: [{name: id, in: path}, {name: @TAG@, in: query}]}
                  - {name: make, method: POST, path: /@VERSION@/things, inputParameters: [{name: body, in: body, type: object}]}
                  - {name: events, method: GET, path: "/events/{count}", inputParameters: [{name: count, in: path}]}
              exposes:
              - type: rest
                namespace: works-rest
                port: 8080
                resources:
                - path: /things/{id}
                  operations:
                  - {name: look, method: GET, inputParameters: [{name: id, in: path}, {name: tag, in: query}], call: works.look, with: {id: "{{id}}", @TAG@: "{{tag}}"}}
                - path: /things
                  operations:
                  - {name: make, method: POST, call: works.make, with: {body: rest.body}}
                - path: /events/{count}
                  operations:
                  - {name: events, method: GET, inputParameters: [{name: count, in: path}], call: works.events, with: {count: "{{count}}"}}
            """;

    /** Writes it. */
    static void write(Path folder, Version version) {
        String text = FILE.replace("@VARIABLE@", UPSTREAM)
                .replace("@VERSION@", version.path)
                .replace("@TAG@", version.tag);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("works.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the file. */
    enum Version {
        FIRST("v1", "first"),
        SECOND("v2", "second");

        final String path;
        final String tag;

        Version(String path, String tag) {
            this.path = path;
            this.tag = tag;
        }
    }

    private Works() {}
}
