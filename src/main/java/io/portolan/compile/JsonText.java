package io.portolan.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Template;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON that a file gives as text with placeholders in it, as in <code>{"id": {{id}}, "name": "{{name}}"}</code>. It
 * becomes a structure when it is compiled, so that no value can change it. A placeholder without quotes keeps the type
 * of what fills it; one in quotes is a string.
 */
final class JsonText {

    /** Stands for a placeholder without quotes; no text of a file holds it. */
    private static final String MARK = "\uE000";

    private static final Pattern MARKED = Pattern.compile(MARK + "\\d{1,9}");

    private final Function<String, Template> leaf;
    private final List<String> bare = new ArrayList<>();

    private JsonText(Function<String, Template> leaf) {
        this.leaf = leaf;
    }

    /** The structure; null when the text is no JSON. */
    static @Nullable JsonTemplate read(String text, Function<String, Template> leaf) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()
                || text.contains(MARK)
                || "{[".indexOf(trimmed.charAt(0)) < 0
                || trimmed.startsWith("{{")) {
            return null;
        }
        JsonText reader = new JsonText(leaf);
        try {
            return reader.template(JsonTree.read(reader.marked(trimmed)));
        } catch (MalformedContentException e) {
            return null;
        }
    }

    /** The text with a string in place of each placeholder that stands outside of one. */
    private String marked(String text) {
        StringBuilder marked = new StringBuilder(text.length());
        boolean quoted = false;
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            int close = text.startsWith("{{", at) ? text.indexOf("}}", at) : -1;
            if (close > 0) {
                String placeholder = text.substring(at, close + 2);
                marked.append(quoted ? placeholder : "\"" + MARK + bare.size() + "\"");
                if (!quoted) {
                    bare.add(placeholder);
                }
                at = close + 2;
            } else {
                boolean escape = quoted && unit == '\\' && at + 1 < text.length();
                quoted ^= unit == '"';
                marked.append(text, at, escape ? at + 2 : at + 1);
                at += escape ? 2 : 1;
            }
        }
        return marked.toString();
    }

    private JsonTemplate template(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, JsonTemplate> fields = new LinkedHashMap<>();
                node.properties().forEach(field -> fields.put(field.getKey(), template(field.getValue())));
                yield new JsonTemplate.Fields(fields);
            }
            case ARRAY -> {
                List<JsonTemplate> items = new ArrayList<>();
                node.forEach(item -> items.add(template(item)));
                yield new JsonTemplate.Items(items);
            }
            case STRING -> new JsonTemplate.Leaf(text(node.textValue()));
            case NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> new JsonTemplate.Literal(JsonTree.text(node));
        };
    }

    private Template text(String text) {
        if (MARKED.matcher(text).matches()) {
            return leaf.apply(bare.get(Integer.parseInt(text.substring(MARK.length()))));
        }
        Template template = leaf.apply(text);
        if (!template.isOneHole()) {
            return template;
        }
        // Beside a text, be it an empty one, a hole is joined as text.
        List<Template.Part> parts = new ArrayList<>(template.parts());
        parts.addFirst(new Template.Text(""));
        return new Template(parts);
    }
}
