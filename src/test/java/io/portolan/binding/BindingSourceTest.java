package io.portolan.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BindingSourceTest {

    private static final Map<String, String> PROCESS = Map.of("A", "process", "E", "");

    @TempDir
    Path root;

    private Path work;
    private String capability;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectories(root.resolve("work"));
        capability = Files.createDirectories(root.resolve("files"))
                .resolve("shop.yaml")
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///./k.yaml",
                "file://./k.yaml",
                "file:./k.yaml",
                "file:k.yaml",
                "./k.yaml",
                "k.yaml",
                "file://k.yaml"
            })
    void findsAFileBesideTheCapabilityFileHoweverItIsSpelled(String location) throws IOException {
        Files.writeString(root.resolve("files/k.yaml"), "key: beside");
        Files.writeString(work.resolve("k.yaml"), "key: work");

        assertThat(value(location)).isEqualTo("beside");
    }

    @Test
    void findsAFileInTheWorkingFolderOrByAnAbsolutePathBelowIt() throws IOException {
        Path file = Files.writeString(work.resolve("k.json"), "{\"key\": 12.50, \"nested\": {\"key\": \"x\"}}");

        assertThat(value("file:k.json")).isEqualTo("12.50");
        assertThat(value("file://" + file)).isEqualTo("12.50");
        assertThat(value("file://localhost" + file)).isEqualTo("12.50");
    }

    @Test
    void readsNothingOutsideBothFolders() throws IOException {
        Path secret = Files.writeString(root.resolve("k.yaml"), "key: secret");
        Files.createSymbolicLink(work.resolve("link.yaml"), secret);

        for (String location : List.of(
                "file:../k.yaml", "file:///../k.yaml", "file://" + secret, "file:link.yaml", "file:a/../../k.yaml")) {
            Bindings bindings = bindings(location);
            assertThat(bindings.value("V")).as(location).isNull();
            assertThat(bindings.absence("V"))
                    .isEqualTo("key is not set: it is bound to " + location + ", which is no place to read (expected: a"
                            + " file below the folder of the capability file or the working folder)");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gone.yaml | which does not exist
            list.yaml | which holds no mapping (expected: keys and texts)
            bad.yaml  | which is not YAML in line 2
            list.json | which holds no object (expected: keys and texts)
            bad.json  | which is not JSON in line 2
            other.yaml| which has no text under that key
            empty.yaml| where its value is empty (expected: text)
            dir.yaml  | which is no file, or larger than 1 MiB
            """)
    void saysWhyAVariableHasNoValue(String file, String why) throws IOException {
        Files.writeString(work.resolve("list.yaml"), "- key");
        Files.writeString(work.resolve("bad.yaml"), "key: secret\nb: ]secret\n");
        Files.writeString(work.resolve("list.json"), "[]");
        Files.writeString(work.resolve("bad.json"), "{\"key\": \"secret\",\n secret}");
        Files.writeString(work.resolve("other.yaml"), "other: secret\nkey: {a: secret}");
        Files.writeString(work.resolve("empty.yaml"), "key: ''");
        Files.createDirectory(work.resolve("dir.yaml"));

        Bindings bindings = bindings("file:" + file);

        assertThat(bindings.value("V")).isNull();
        assertThat(bindings.absence("V")).isEqualTo("key is not set: it is bound to file:" + file + ", " + why);
        assertThat(bindings.absence("V")).doesNotContain("secret");
    }

    @Test
    void isNotHeldUpByNestingOrAliases() throws IOException {
        String deep = "key: found\nbomb: " + "[".repeat(100_000) + "]".repeat(100_000);
        Files.writeString(work.resolve("deep.yaml"), deep);
        Files.writeString(work.resolve("alias.yaml"), "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\nkey: found\n");

        assertThat(bindings("file:deep.yaml").absence("V")).endsWith("which nests deeper than 100 levels");
        assertThat(value("file:alias.yaml")).isEqualTo("found");
    }

    @Test
    void letsTheProcessWinOverTheEnvFile() throws IOException {
        Files.writeString(work.resolve(".env"), "A=file\nB=file\nE=file\n");
        Bindings bindings = new BindingSource(PROCESS::get, work).read().of(capability, Map.of());

        assertThat(bindings.value("A")).isEqualTo("process");
        assertThat(bindings.value("B")).isEqualTo("file");
        assertThat(bindings.value("E")).isNull();
        assertThat(bindings.valueOrEmpty("E")).isEmpty();
    }

    @Test
    void aLaterReadingSeesARotatedKeyAndTheOneBeforeDoesNot() throws IOException {
        Files.writeString(work.resolve(".env"), "B=one\n");
        Files.writeString(work.resolve("k.yaml"), "key: one");
        BindingSource source = new BindingSource(PROCESS::get, work);
        Map<String, BindingKey> keys = Map.of("V", new BindingKey("file:k.yaml", "key"));
        Bindings before = source.read().of(capability, keys);

        assertThat(source.read().of(capability, keys)).isEqualTo(before);
        Files.writeString(work.resolve(".env"), "B=two\n");
        Bindings rotated = source.read().of(capability, keys);
        assertThat(rotated).isNotEqualTo(before);
        Files.writeString(work.resolve("k.yaml"), "key: two");
        Bindings both = source.read().of(capability, keys);

        assertThat(both).isNotEqualTo(rotated);
        assertThat(both.value("V") + both.value("B")).isEqualTo("twotwo");
        assertThat(before.value("V") + before.value("B")).isEqualTo("oneone");
        assertThat(source.files(capability, keys))
                .containsExactlyInAnyOrder(work.resolve(".env"), work.resolve("k.yaml"), root.resolve("files/k.yaml"));
    }

    @Test
    void readsEnvFilesAsShellsDo() {
        EnvFile file = EnvFile.parse("""
                \uFEFF# comment
                PLAIN=a b # comment
                export EXPORTED = x#y
                  DOUBLE="a \\"b\\" # \\n$HOME"   # comment
                SINGLE='a "b" \\n'
                EMPTY=
                COMMENTED= # nothing
                URL=https://h/p?a=b
                LAST=1\r
                LAST=2
                no line
                =x
                OPEN="x
                """);

        assertThat(file.values())
                .isEqualTo(Map.of(
                        "PLAIN", "a b",
                        "EXPORTED", "x#y",
                        "DOUBLE", "a \"b\" # \n$HOME",
                        "SINGLE", "a \"b\" \\n",
                        "EMPTY", "",
                        "COMMENTED", "",
                        "URL", "https://h/p?a=b",
                        "LAST", "2"));
        assertThat(file.badLines()).containsExactlyInAnyOrder(11, 12, 13);
        assertThat(file.toString()).doesNotContain("HOME");
    }

    private String value(String location) {
        return bindings(location).value("V");
    }

    private Bindings bindings(String location) {
        return new BindingSource(PROCESS::get, work)
                .read()
                .of(capability, Map.of("V", new BindingKey(location, "key")));
    }
}
