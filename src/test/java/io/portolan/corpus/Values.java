package io.portolan.corpus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portolan.corpus.Input.Place;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/** Inputs for every type and place: always the same ones for the same seed, and not the kindest. */
final class Values {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final List<String> TEXTS = List.of(
            "plain-1",
            "a b",
            "a/b",
            "50%25",
            "ü✓漢\uD83D\uDE00",
            "it's \"quoted\"",
            "x&y=z?#w",
            ".hidden",
            "..dots",
            "a;b,c",
            "1+1",
            "{brace}",
            "{{brace}}",
            "C:\\x",
            "rest.x",
            "$count",
            "true",
            "007",
            "a//b",
            "%2F",
            "[0]",
            "~!@$&'()*+,;=:",
            "<a>",
            "^|`",
            "null",
            "{{env.PATH}}");

    private static final List<String> HEADERS =
            List.of("plain-1", "a, b; c=\"d\"", "W/\"x\"", "007", "50%", "{{brace}}", "a/b?c=d&e", "'", "(x)");

    private static final List<String> OBJECTS = List.of(
            "{\"k\":\"v\"}",
            "{ \"k\" : \"ü \\\" \\\\ \\u0041 {{x}}\", \"n\": 12345678901234567890.10, \"a\": [1, null, {\"b\": true}] }",
            "{\"z\":{},\"e\":[],\"s\":\"\",\"f\":0.10}");

    private static final List<String> ARRAYS = List.of("[\"a\",\"b\"]", "[\"a,b\",\"c d\",\"e&f\"]", "[\"only\"]");

    private static final List<String> INTEGERS = List.of("7", "-3", "0", "9007199254740993");
    private static final List<String> NUMBERS = List.of("1.5", "-0.25", "12345678901234567890.125", "7");

    private final Random random;

    Values(long seed) {
        this.random = new Random(seed);
    }

    /** A value that fits the input. */
    JsonNode of(Input input) {
        return parsed(
                switch (input.type()) {
                    case "integer" -> one(INTEGERS);
                    case "number" -> one(NUMBERS);
                    case "boolean" -> one(List.of("true", "false"));
                    case "array" -> one(ARRAYS);
                    case "object" -> one(OBJECTS);
                    default -> text(input);
                });
    }

    private String text(Input input) {
        if (input.place() == Place.BODY) {
            return one(OBJECTS);
        }
        // A tool's argument may end up in a header, where little can travel.
        boolean narrow = input.place() == Place.HEADER;
        return JSON.getNodeFactory().textNode(one(narrow ? HEADERS : TEXTS)).toString();
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
