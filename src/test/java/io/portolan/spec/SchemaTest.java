package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portolan.spec.yaml.YamlSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The published schema takes what the reader takes, and sees what is of the wrong type. */
final class SchemaTest {

    private static final Path SCHEMA = Path.of("docs", "schema", "capability.schema.json");

    private static final Schema CAPABILITY = read(SCHEMA);

    @Test
    void isASchemaItself() throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema dialect = registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(dialect.validate(Files.readString(SCHEMA), InputFormat.JSON)).isEmpty();
    }

    @Test
    void takesTheFilesThatShip() throws IOException {
        assertThat(refused(Path.of("src", "main", "resources", "capabilities"))).isEmpty();
    }

    @Test
    void takesEveryFileOfTheTestsThatTheReaderTakes() throws IOException {
        assertThat(refused(Path.of("src", "test", "resources"))).isEmpty();
    }

    @Test
    void takesEveryFileOfTheCorpusThatTheReaderTakes() throws IOException {
        Path corpus = Path.of(System.getProperty("portolan.corpus", "../shared/corpus"));
        assumeThat(corpus).as("-Dportolan.corpus=<folder>").isDirectory();

        assertThat(refused(corpus)).isEmpty();
    }

    @Test
    void takesEverySpellingOfTheFormat() throws IOException {
        for (String text : Files.readString(Path.of("src", "test", "resources", "schema", "spellings.yaml"))
                .split("(?m)^---$", -1)) {
            assertThat(faults(text)).as(text).isEmpty();
        }
    }

    @Test
    void seesWhatIsOfTheWrongType() throws IOException {
        for (String text : Files.readString(Path.of("src", "test", "resources", "schema", "faults.yaml"))
                .split("(?m)^---$", -1)) {
            assertThat(faults(text)).as(text).isNotEmpty();
        }
    }

    /** The files the reader finds no error in and the schema does. */
    private static List<String> refused(Path folder) throws IOException {
        List<String> refused = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList()) {
                String text = text(file);
                Document document = SpecReader.read(file.toString(), text);
                if (document.marked() && document.sound() && !faults(text).isEmpty()) {
                    refused.add(file + ": " + faults(text).getFirst());
                }
            }
        }
        return refused;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException binary) {
            return "";
        }
    }

    private static List<Error> faults(String text) {
        Node root = YamlSource.read("f", text).root();
        return root == null ? List.of() : CAPABILITY.validate(json(root));
    }

    /** As editors see YAML. */
    private static JsonNode json(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (NodeTuple entry : mapping.getValue()) {
                    object.set(((ScalarNode) entry.getKeyNode()).getValue(), json(entry.getValueNode()));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            default -> scalar((ScalarNode) node);
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL)) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
        }
        boolean number = scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT);
        return number && text.matches("-?[0-9.]+")
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(text))
                : JsonNodeFactory.instance.textNode(text);
    }

    private static Schema read(Path file) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(file), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
