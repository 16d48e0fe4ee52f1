package io.portolan.spec.read;

import io.portolan.format.Nearest;
import io.portolan.spec.Content;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values out of closed lists, and the spellings of them that are met. */
final class Words {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final List<String> PLACES = List.of("path", "query", "header", "cookie", "body", "environment");
    private static final List<String> TYPES = List.of("string", "number", "integer", "boolean", "array", "object");

    /** What other type systems call ours. */
    private static final Map<String, String> TYPE_SYNONYMS = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int32", "integer"),
            Map.entry("int64", "integer"),
            Map.entry("long", "integer"),
            Map.entry("float", "number"),
            Map.entry("double", "number"),
            Map.entry("decimal", "number"),
            Map.entry("bool", "boolean"),
            Map.entry("list", "array"),
            Map.entry("map", "object"),
            Map.entry("dict", "object"),
            Map.entry("str", "string"),
            Map.entry("text", "string"),
            Map.entry("date", "string"),
            Map.entry("datetime", "string"),
            Map.entry("date-time", "string"),
            Map.entry("uuid", "string"),
            Map.entry("uri", "string"),
            Map.entry("url", "string"),
            Map.entry("email", "string"),
            Map.entry("enum", "string"));

    private static final String PORT = "an integer from 1 to 65535";

    private static final List<String> YES = List.of("true", "yes", "y", "on", "1");
    private static final List<String> NO = List.of("false", "no", "n", "off", "0");

    private Words() {}

    /** In capital letters; empty when absent or unknown, which is then among the problems. */
    static String method(MappingReader in) {
        if (!in.has("method")) {
            in.missing("method", String.join(", ", METHODS));
        }
        String word = in.text("method");
        String method = word == null ? null : word.strip().toUpperCase(Locale.ROOT);
        if (method == null || METHODS.contains(method)) {
            if (method != null && !method.equals(word)) {
                in.warning("method", "is written " + Problem.quoted(method), String.valueOf(word), method);
            }
            return method == null ? "" : method;
        }
        unknown(in, "method", String.valueOf(word), METHODS);
        return "";
    }

    static @Nullable String place(MappingReader in) {
        String word = in.text("in");
        String place = word == null ? null : word.strip().toLowerCase(Locale.ROOT);
        if (place == null || PLACES.contains(place)) {
            return place;
        }
        unknown(in, "in", String.valueOf(word), PLACES);
        return null;
    }

    /** Null when the file says none that is known: any value fits then. */
    static @Nullable String type(MappingReader in) {
        if (in.shape("type") == MappingReader.Shape.LIST) {
            List<String> types =
                    in.texts("type").stream().filter(TYPES::contains).toList();
            return types.size() == 1 ? types.getFirst() : null;
        }
        String word = in.remark("type");
        if (word == null || TYPES.contains(word)) {
            return word;
        }
        String plain = word.strip().toLowerCase(Locale.ROOT);
        String type = TYPES.contains(plain) ? plain : TYPE_SYNONYMS.get(plain);
        String nearest = type == null ? Nearest.to(plain, TYPES) : type;
        if (nearest == null) {
            in.warning("type", "unknown value " + Problem.quoted(word) + Nearest.hint(plain, TYPES));
        } else {
            String text = "unknown value " + Problem.quoted(word) + " is read as " + Problem.quoted(nearest);
            in.warning("type", text, word, nearest);
        }
        return nearest;
    }

    static boolean isType(String word) {
        return TYPES.contains(word);
    }

    /** Null when absent or not understood. */
    static @Nullable Boolean flag(MappingReader in, String key) {
        String word = in.remark(key, "true or false");
        if (word == null) {
            return null;
        }
        String plain = word.strip().toLowerCase(Locale.ROOT);
        boolean yes = YES.contains(plain);
        if (!yes && !NO.contains(plain)) {
            in.warning(key, "expected true or false, found " + Problem.quoted(word));
            return null;
        }
        if (!plain.equals("true") && !plain.equals("false")) {
            String read = String.valueOf(yes);
            in.warning(key, "expected true or false, found " + Problem.quoted(word) + ", read as " + read, word, read);
        }
        return yes;
    }

    /** A port to listen on; the usual one of such adapters when the file names none, 0 when it is not understood. */
    static int port(MappingReader in, int usual) {
        if (!in.has("port")) {
            if (usual != 0) {
                in.note("names no port; the setting or " + usual + " is used");
            }
            return usual;
        }
        String text = in.text("port", PORT);
        int port = text != null && text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (text != null && (port < 1 || port > 65_535)) {
            in.error("port", "expected " + PORT + ", found " + Problem.quoted(text));
            return 0;
        }
        return port;
    }

    /** A whole number from 1 on; null when absent or not understood. */
    static @Nullable Integer count(MappingReader in, String key) {
        String text = in.remark(key);
        if (text == null || text.matches("[1-9][0-9]{0,8}")) {
            return text == null ? null : Integer.valueOf(text);
        }
        in.warning(key, "expected a whole number from 1, found " + Problem.quoted(text));
        return null;
    }

    /** The words of a list that says something to people only: one of another shape does no harm. */
    static List<String> tags(MappingReader in, String key) {
        return switch (in.content(key)) {
            case null -> List.of();
            case Content.Text text -> List.of(text.text());
            case Content.Items items when items.items().stream().allMatch(Words::scalar) -> in.texts(key);
            default -> {
                in.warning(key, "expected a list of texts");
                yield List.of();
            }
        };
    }

    private static boolean scalar(Content content) {
        return content instanceof Content.Text
                || (content instanceof Content.Literal literal
                        && !literal.json().equals("null"));
    }

    static void unknown(MappingReader in, String key, String word, List<String> words) {
        in.error(key, "unknown value " + Problem.quoted(word) + Nearest.hint(word, words));
    }
}
