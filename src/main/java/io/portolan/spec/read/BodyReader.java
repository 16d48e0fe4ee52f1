package io.portolan.spec.read;

import io.portolan.format.Nearest;
import io.portolan.spec.Consumes;
import io.portolan.spec.Content;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code body} of a consumed operation. */
final class BodyReader {

    private static final Keys BODY =
            Keys.describedBy("type", "data", "content", "required", "schema", "contentType", "mediaType", "name");
    private static final List<String> TYPES = List.of("json", "text", "xml", "form", "multipart", "sparql", "binary");

    /** Spellings of the types, letters only. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("applicationjson", "json"),
            Map.entry("object", "json"),
            Map.entry("array", "json"),
            Map.entry("textplain", "text"),
            Map.entry("string", "text"),
            Map.entry("plain", "text"),
            Map.entry("raw", "text"),
            Map.entry("applicationxml", "xml"),
            Map.entry("textxml", "xml"),
            Map.entry("formurlencoded", "form"),
            Map.entry("urlencoded", "form"),
            Map.entry("wwwformurlencoded", "form"),
            Map.entry("xwwwformurlencoded", "form"),
            Map.entry("applicationxwwwformurlencoded", "form"),
            Map.entry("multipartform", "multipart"),
            Map.entry("multipartformdata", "multipart"),
            Map.entry("formdata", "multipart"),
            Map.entry("sparqlquery", "sparql"),
            Map.entry("applicationsparqlquery", "sparql"),
            Map.entry("applicationoctetstream", "binary"),
            Map.entry("octetstream", "binary"),
            Map.entry("bytes", "binary"),
            Map.entry("file", "binary"));

    private BodyReader() {}

    /** A mapping that has neither a type nor data is the data itself, as any other value is. */
    static Consumes.@Nullable Body read(MappingReader in) {
        MappingReader block = in.shape("body") == MappingReader.Shape.MAPPING ? in.mapping("body") : null;
        if (block == null || !(block.has("data") || typed(block))) {
            Content content = in.content("body");
            return content == null ? null : new Consumes.Body("json", content);
        }
        block.expect(BODY);
        String data = block.either("data", "content");
        return new Consumes.Body(type(block), block.content(data));
    }

    /** Whether {@code type} is a word of ours, and not a field of the data that happens to be called so. */
    private static boolean typed(MappingReader block) {
        return block.shape("type") == MappingReader.Shape.TEXT
                && block.keys().stream().allMatch(BODY.known()::contains);
    }

    private static String type(MappingReader block) {
        if (!block.has("type")) {
            return "json";
        }
        String word = block.textOrEmpty("type");
        String letters = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        String type = TYPES.contains(letters) ? letters : SYNONYMS.get(letters);
        if (type == null) {
            block.error("type", "unknown value " + Problem.quoted(word) + Nearest.hint(word, TYPES));
            return "json";
        }
        return type;
    }
}
