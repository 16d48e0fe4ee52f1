package io.portolan.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.compile.Compilation;
import io.portolan.compile.CompileOptions;
import io.portolan.compile.Compiler;
import io.portolan.options.PortolanOptions;
import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which fixes are made, and what they leave as it was. */
final class RepairTest {

    private static final Path SHIPPED = Path.of("src", "main", "resources", "capabilities");
    private static final CompileOptions OPTIONS = CompileOptions.of(PortolanOptions.defaults());

    private static final String SHIPS = """
            # Ships, by hand.
            naftiko: 1.0.0-alpha2
            info: {label: Ships, description: Ships at sea}
            capability:
              consumes:
                - type: http
                  namespace: ships
                  baseUri: https://ships.example/v1
                  resources:
                    - name: ship
                      path: /ships/{ship_id}
                      operations:
                        - name: get
                          method: GET   # reads one
              exposes:
                - type: rest
                  namespace: harbour
                  port: 8080
                  resources:
                    - name: ship
                      path: /ships/{ship-id}
                      operations:
                        - {name: get, method: GET, call: ships.get, with: {ship_id: rest.ship_id}}
            """;

    @Test
    void declaresAndPairsAndChangesNothingElse() {
        Repaired repaired = repair(SHIPS);

        assertThat(repaired.after()).isEqualTo(SHIPS.replace("""
                                      method: GET   # reads one
                        """, """
                                      method: GET   # reads one
                                      inputParameters:
                                        - name: ship_id
                                          in: path
                                          type: string
                                          required: true
                        """).replace("{ship-id}", "{ship_id}"));
        assertThat(repaired.lines())
                .containsExactly(
                        "ships.yaml:13:15: fixed: declare {ship_id} as a parameter of the path",
                        "ships.yaml:21:17: fixed: write '{ship_id}' instead of '{ship-id}'");
    }

    @Test
    void hasNothingLeftToDoTheSecondTime() {
        assertThat(repair(repair(SHIPS).after()).changed()).isFalse();
    }

    @Test
    void putsRightAMistypedKey() {
        String mistyped =
                SHIPS.replace("namespace: ships\n", "namspace: ships\n").replace("info:", "ifno:");

        Repaired repaired = repair(mistyped);

        assertThat(repaired.after()).contains("namespace: ships\n", "info:").doesNotContain("namspace", "ifno");
        assertThat(compile(mistyped).sound()).isFalse();
        assertThat(compile(repaired.after()).sound()).isTrue();
    }

    @Test
    void putsRightAKeyWhoseValueIsWrongToo() {
        String misread = SHIPS.replace("port: 8080\n", "port: 8080\n      adress: [1, 2]\n");

        Repaired repaired = repair(misread);

        assertThat(repaired.after()).contains("      address: [1, 2]\n");
        assertThat(compile(repaired.after()).problems())
                .filteredOn(Problem::error)
                .singleElement()
                .hasToString("ships.yaml:24:16: error: capability.exposes[0].address: expected text, found a list");
    }

    @Test
    void refusesAFixThatWouldLoseARoute() {
        Problem wrong = new Problem(Problem.Severity.NOTE, new Position("ships.yaml", 21, 17), "", "for this test")
                .withFix(new Fix.Replace(new Position("ships.yaml", 21, 17), "/ships", "/boats"));

        Repaired repaired = Repair.of("ships.yaml", SHIPS, List.of(wrong), OPTIONS);

        assertThat(repaired.changed()).isFalse();
    }

    @Test
    void changesNothingButWhatIsSaidOfTheFilesThatShip() throws IOException {
        for (Path file : shipped()) {
            String text = Files.readString(file);

            Repaired repaired = repair(text);

            Verdict before = Verdict.of(compile(text));
            Verdict after = Verdict.of(compile(repaired.after()));
            assertThat(after.offers()).as(file.toString()).isEqualTo(before.offers());
            assertThat(compile(repaired.after()).problems())
                    .as(file.toString())
                    .noneMatch(problem -> problem.fix() != null);
            assertThat(repaired.after().lines().filter(line -> line.contains("#") || line.contains("description:")))
                    .as(file.toString())
                    .isEqualTo(text.lines()
                            .filter(line -> line.contains("#") || line.contains("description:"))
                            .toList());
        }
    }

    @Test
    void showsWhatWouldChangeAsADiff() {
        String diff = repair(SHIPS).diff();

        assertThat(diff).isEqualTo("""
                --- ships.yaml
                +++ ships.yaml
                @@ -12,12 +12,17 @@
                           operations:
                             - name: get
                               method: GET   # reads one
                +              inputParameters:
                +                - name: ship_id
                +                  in: path
                +                  type: string
                +                  required: true
                   exposes:
                     - type: rest
                       namespace: harbour
                       port: 8080
                       resources:
                         - name: ship
                -          path: /ships/{ship-id}
                +          path: /ships/{ship_id}
                           operations:
                             - {name: get, method: GET, call: ships.get, with: {ship_id: rest.ship_id}}
                """);
    }

    private static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.sorted().toList();
        }
    }

    private static Repaired repair(String text) {
        return Repair.of("ships.yaml", text, compile(text).problems(), OPTIONS);
    }

    private static Compilation compile(String text) {
        return Compiler.compile(List.of(SpecReader.read("ships.yaml", text)), OPTIONS);
    }
}
