package io.portolan.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a namespace's {@code authentication} must add to each request. */
record Credentials(Map<String, String> headers, Map<String, String> query) {

    static final Credentials NONE = new Credentials(Map.of(), Map.of());

    /** @param said the authentication of the file, null for none */
    static Credentials of(@Nullable JsonNode said, Variables variables) {
        if (said == null) {
            return NONE;
        }
        String type = said.path("type").asText().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "bearer" -> header("authorization", "Bearer " + text(said, variables, "token", "value"));
            case "basic" -> {
                String pair = text(said, variables, "username") + ":" + text(said, variables, "password");
                String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                yield header("authorization", "Basic " + encoded);
            }
            case "apikey" -> key(said, variables);
            default -> throw new Route.Refusal("authentication of type " + type, said);
        };
    }

    private static Credentials key(JsonNode said, Variables variables) {
        if (said.has("headers")) {
            Map<String, String> headers = new HashMap<>();
            List<JsonNode> listed = new ArrayList<>();
            said.path("headers").forEach(listed::add);
            if (said.path("headers").isArray()) {
                listed.forEach(one -> headers.put(
                        lower(one.path("name").asText(one.path("key").asText())), text(one, variables, "value")));
            } else {
                said.path("headers")
                        .properties()
                        .forEach(one -> headers.put(
                                lower(one.getKey()), rendered(one.getValue().asText(), variables)));
            }
            return new Credentials(headers, Map.of());
        }
        String name = said.path("key")
                .asText(said.path("name").asText(said.path("header").asText()));
        String value = text(said, variables, "value", "token", "key");
        String place = said.path("placement").asText(said.path("in").asText("header"));
        return place.equals("query")
                ? new Credentials(Map.of(), Map.of(name, Spelling.value(value)))
                : place.equals("cookie") ? header("cookie", name + "=" + value) : header(lower(name), value);
    }

    private static Credentials header(String name, String value) {
        return new Credentials(Map.of(name, value), Map.of());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String text(JsonNode owner, Variables variables, String... keys) {
        for (String key : keys) {
            if (owner.has(key)) {
                return rendered(owner.path(key).asText(), variables);
            }
        }
        return "";
    }

    private static String rendered(String text, Variables variables) {
        return Spelling.TEMPLATE
                .matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(variables.value(found.group(1))));
    }
}
