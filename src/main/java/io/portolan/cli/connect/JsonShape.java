package io.portolan.cli.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of a JSON text, and where its parts stand in it. Comments and trailing commas are understood, as editors do.
 *
 * @param start of the opening brace
 * @param end behind the closing one
 */
record JsonShape(int start, int end, List<Member> members) {

    /**
     * A member.
     *
     * @param at where its name begins
     * @param start of the value
     * @param end behind the value
     */
    record Member(String name, int at, int start, int end) {}

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final ObjectMapper TREES = new ObjectMapper(JSON);

    static JsonNode tree(String text) throws IOException {
        return TREES.readTree(text);
    }

    /** The object that begins there; null when something else does. */
    static @Nullable JsonShape of(String text, int from) throws IOException {
        try (JsonParser parser = JSON.createParser(text.substring(from))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            int start = from + at(parser);
            List<Member> members = new ArrayList<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                int named = from + at(parser);
                parser.nextToken();
                int begun = from + at(parser);
                parser.skipChildren();
                // A string is read to its end only when somebody wants it.
                parser.getText();
                members.add(new Member(name, named, begun, from + behind(parser)));
            }
            return new JsonShape(start, from + behind(parser), List.copyOf(members));
        }
    }

    @Nullable
    Member member(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static int at(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int behind(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }
}
