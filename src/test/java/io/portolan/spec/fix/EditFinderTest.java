package io.portolan.spec.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.spec.Fix;
import io.portolan.spec.Position;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From words of a file to edits of its text. In each text the operation begins at {@code @}. */
final class EditFinderTest {

    private static final String DECLARED = """
            - name: get
              method: GET
              inputParameters:
                - name: id
                  in: path
                  type: string
                  required: true
            """;

    @Test
    void declaresBelowTheMethodAsAListWhereThingsHaveNames() {
        String text = """
                operations:
                  - @name: get
                    method: GET  # as documented

                    description: One
                """;

        String after = declare(text, "id");

        assertThat(after).isEqualTo("""
                operations:
                  - name: get
                    method: GET  # as documented
                    inputParameters:
                      - name: id
                        in: path
                        type: string
                        required: true

                    description: One
                """);
    }

    @Test
    void declaresByNameWhereThingsAreKeyed() {
        String text = """
                operations:
                    @get:
                        method: GET
                """;

        String after = declare(text, "id");

        assertThat(after).isEqualTo("""
                operations:
                    get:
                        method: GET
                        inputParameters:
                            id:
                                in: path
                                type: string
                                required: true
                """);
    }

    @Test
    void putsListsWhereTheFilePutsThem() {
        String after = declare("operations:\n- @name: get\n  method: GET\n", "id");

        assertThat(after).isEqualTo("""
                operations:
                - name: get
                  method: GET
                  inputParameters:
                  - name: id
                    in: path
                    type: string
                    required: true
                """);
    }

    @Test
    void addsToAListThatIsThere() {
        String text = """
                - @name: get
                  inputParameters:
                  -   name: page
                      in: query
                      description: |
                        Two lines
                        of text

                  # about the method
                  method: GET
                """;

        String after = declare(text, "a", "b");

        assertThat(after).isEqualTo("""
                - name: get
                  inputParameters:
                  -   name: page
                      in: query
                      description: |
                        Two lines
                        of text
                  -   name: a
                      in: path
                      type: string
                      required: true
                  -   name: b
                      in: path
                      type: string
                      required: true

                  # about the method
                  method: GET
                """);
    }

    @Test
    void addsToParametersByName() {
        String text = """
                @get:
                  method: GET
                  inputParameters:
                    page: {in: query}  # the first is 1
                  description: One
                """;

        String after = declare(text, "id");

        assertThat(after).isEqualTo("""
                get:
                  method: GET
                  inputParameters:
                    page: {in: query}  # the first is 1
                    id: {in: path, type: string, required: true}
                  description: One
                """);
    }

    @Test
    void staysInBracesWhereTheFileUsesThem() {
        String[][] rows = {
            {
                "- @{name: get, method: GET}",
                "- {name: get, method: GET, inputParameters: [{name: id, in: path, type: string, required: true}]}"
            },
            {
                "@get: {method: GET}",
                "get: {method: GET, inputParameters: {id: {in: path, type: string, required: true}}}"
            },
            {
                "- @name: get\n  method: GET\n  inputParameters: []\n",
                "- name: get\n  method: GET\n  inputParameters: [{name: id, in: path, type: string, required: true}]\n"
            },
            {
                "- @name: get\n  method: GET\n  inputParameters: [{name: q, in: query}]\n",
                "- name: get\n  method: GET\n  inputParameters: [{name: q, in: query},"
                        + " {name: id, in: path, type: string, required: true}]\n"
            },
            {
                "- @name: get\n  method: GET\n  inputParameters:\n  - {name: q}\n",
                "- name: get\n  method: GET\n  inputParameters:\n  - {name: q}\n  - {name: id, in: path, type: string, required: true}\n"
            },
        };
        for (String[] row : rows) {
            assertThat(declare(row[0], "id")).as(row[0]).isEqualTo(row[1]);
        }
    }

    @Test
    void fillsASectionThatIsEmpty() {
        String after = declare("- @name: get\n  method: GET\n  inputParameters:\n", "id");

        assertThat(after).isEqualTo(DECLARED);
    }

    @Test
    void keepsTheLineEndsOfTheFile() {
        String after = declare("- @name: get\r\n  method: GET\r\n", "id");

        assertThat(after).isEqualTo(DECLARED.replace("\n", "\r\n"));
    }

    @Test
    void endsWithoutALineEndWhereTheFileDoes() {
        String after = declare("- @name: get\n  method: GET", "id");

        assertThat(after)
                .startsWith("- name: get\n  method: GET\n  inputParameters:\n")
                .endsWith("required: true");
    }

    @Test
    void quotesNamesThatYamlCouldMisread() {
        for (String name : List.of("y", "No", "1st", "a.b", "$top", "it's", "Key+")) {
            String after = declare("- @{name: get, method: GET}", name);

            assertThat(after).as(name).contains("{name: '" + name.replace("'", "''") + "', in: path");
        }
    }

    @Test
    void leavesAloneWhatStandsBehindAnAlias() {
        String text = """
                shared: &list [{name: a}, {name: b}]
                operations:
                  - @name: get
                    method: GET
                    inputParameters:
                      - name: *list
                """;

        assertThat(declare(text, "id")).isEqualTo(text.replace("@", ""));
    }

    @Test
    void writesAnotherWordAtThePlaceOnly() {
        String text = """
                name: name
                path: "/name/{a-b}/{a-b}"  # name
                """;

        String after = replace(text, new Fix.Replace(new Position("f", 2, 7), "{a-b}", "{a_b}"));

        assertThat(after).isEqualTo("""
                name: name
                path: "/name/{a_b}/{a-b}"  # name
                """);
    }

    @Test
    void looksForAWordOnItsOwnLineOnly() {
        String text = "path: >-\n  /a/{a-b}\n";

        assertThat(replace(text, new Fix.Replace(new Position("f", 1, 7), "{a-b}", "{a_b}")))
                .isEqualTo(text);
    }

    @Test
    void countsColumnsInCharactersAndNotInTheByteOrderMark() {
        String text = "\uFEFF\uD83D\uDE80: nmae";

        String after = replace(text, new Fix.Replace(new Position("f", 1, 4), "nmae", "name"));

        assertThat(after).isEqualTo("\uFEFF\uD83D\uDE80: name");
    }

    @Test
    void makesTheFirstOfTwoFixesOfOnePlace() {
        Position at = new Position("f", 1, 1);
        List<Fix> fixes = List.of(new Fix.Replace(at, "nmae", "name"), new Fix.Replace(at, "nmae", "mane"));

        Changes changes = new EditFinder("f", new SourceText("nmae: x")).find(fixes);

        assertThat(Edit.apply(changes.edits(), "nmae: x")).isEqualTo("name: x");
        assertThat(changes.fixes()).containsExactly(fixes.get(0));
    }

    private static String declare(String marked, String... names) {
        int mark = marked.indexOf('@');
        String text = marked.substring(0, mark) + marked.substring(mark + 1);
        SourceText source = new SourceText(text);
        Position at = new Position("f", source.lineOf(mark), source.columnOf(mark));
        List<Fix> fixes =
                Arrays.stream(names).<Fix>map(name -> new Fix.Declare(at, name)).toList();
        return Edit.apply(new EditFinder("f", source).find(fixes).edits(), text);
    }

    private static String replace(String text, Fix fix) {
        return Edit.apply(
                new EditFinder("f", new SourceText(text)).find(List.of(fix)).edits(), text);
    }
}
