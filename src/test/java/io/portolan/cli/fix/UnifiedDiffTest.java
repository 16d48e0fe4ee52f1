package io.portolan.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.spec.fix.Edit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {

    @Test
    void makesOneHunkOfWhatIsNearAndTwoOfWhatIsFar() {
        String text = IntStream.rangeClosed(1, 30).mapToObj(line -> line + "\n").collect(Collectors.joining());
        List<Edit> edits = List.of(
                new Edit(text.indexOf("2\n"), text.indexOf("2\n") + 1, "two"),
                new Edit(text.indexOf("4\n") + 1, text.indexOf("4\n") + 1, "\nfour and a half"),
                new Edit(text.indexOf("20\n"), text.indexOf("20\n") + 2, "twenty"));

        assertThat(UnifiedDiff.of("f", text, edits)).isEqualTo("""
                --- f
                +++ f
                @@ -1,7 +1,8 @@
                 1
                -2
                +two
                 3
                 4
                +four and a half
                 5
                 6
                 7
                @@ -17,7 +18,7 @@
                 17
                 18
                 19
                -20
                +twenty
                 21
                 22
                 23
                """);
    }

    @Test
    void saysWhereTheLastLineHasNoEnd() {
        assertThat(UnifiedDiff.of("f", "a\nb", List.of(new Edit(3, 3, "\nc")))).isEqualTo("""
                --- f
                +++ f
                @@ -1,2 +1,3 @@
                 a
                -b
                \\ No newline at end of file
                +b
                +c
                \\ No newline at end of file
                """);
    }

    @Test
    void takesTwoEditsOfOneLineAsOneLine() {
        List<Edit> edits = List.of(new Edit(0, 1, "A"), new Edit(2, 3, "C"));

        assertThat(UnifiedDiff.of("f", "abc\r\n", edits)).isEqualTo("--- f\n+++ f\n@@ -1,1 +1,1 @@\n-abc\r\n+AbC\r\n");
    }
}
