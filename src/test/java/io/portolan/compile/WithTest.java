package io.portolan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.plan.PlanPrinter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the forms of a {@code with} value become. */
final class WithTest {

    private static final String FILE = """
            naftiko: 1.0.0-alpha2
            binds:
            - {namespace: secrets, keys: {TEAM: TEAM_KEY}}
            capability:
              consumes:
              - type: http
                namespace: api
                baseUri: https://api.example.com
                resources:
                - name: items
                  path: /items
                  operations:
                  - name: list
                    method: GET
                    inputParameters:
                    - {name: after, in: query, type: string}
              exposes:
              - type: rest
                namespace: api-rest
                port: 8080
                resources:
                - path: /items/{start-at}
                  operations:
                  - {name: list, method: GET, call: api.list, with: {after: "VALUE"}}
            """;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "rest.start_at,            query after = {after},            after <- path start-at",
                "tools.start_at,           query after = {after},            after <- path start-at",
                "api-rest.startAt,         query after = {after},            after <- path start-at",
                "$this.start-at,           query after = {after},            after <- path start-at",
                "$this.api-rest.start-at,  query after = {after},            after <- path start-at",
                "{{start-at}},             query after = {start-at},         start-at <- path start-at",
                "rest.cursor,              query after = {after},            after <- query cursor",
                "{{cursor}},               query after = {cursor},           cursor <- query cursor",
                "newest,                   query after = newest,             ",
                "rest of it,               query after = rest of it,         ",
                "$.a.b,                    query after = $.a.b,              ",
                "{{TEAM}},                 query after = {{TEAM}},           ",
                "{{secrets.TEAM}},         query after = {{TEAM}},           ",
                "{{env.OTHER}},            query after = {{OTHER}},          ",
                "x-{{cursor}}-{{TEAM}},    query after = x-{cursor}-{{TEAM}}, cursor <- query cursor",
                "a{b}c,                    query after = a{b}c,              ",
            })
    void readsEachFormOfAValue(String value, String argument, @Nullable String input) {
        Compilation compilation = Compilations.texts(Compilations.DEFAULTS, FILE.replace("VALUE", value));

        String plan = PlanPrinter.print(compilation.plan());
        assertThat(compilation.sound()).isTrue();
        assertThat(plan).contains("\n      " + argument + "\n");
        if (input == null) {
            assertThat(plan).doesNotContain("<-");
        } else {
            assertThat(plan).contains("\n      " + input + "\n");
        }
    }
}
