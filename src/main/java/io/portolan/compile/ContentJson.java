package io.portolan.compile;

import io.portolan.format.JsonBytes;
import io.portolan.spec.Content;
import java.util.Map;

/** What a file says, as JSON in its own order and with numbers as it spells them. */
final class ContentJson {

    private final JsonBytes out = new JsonBytes(256);

    private ContentJson() {}

    static String text(Content content) {
        ContentJson json = new ContentJson();
        json.write(content);
        return json.out.toString();
    }

    private void write(Content content) {
        switch (content) {
            case Content.Text text -> out.string(text.text());
            case Content.Literal literal -> out.raw(literal.json());
            case Content.Items items -> {
                String between = "[";
                for (Content item : items.items()) {
                    out.raw(between);
                    write(item);
                    between = ",";
                }
                out.raw(items.items().isEmpty() ? "[]" : "]");
            }
            case Content.Fields fields -> {
                String between = "{";
                for (Map.Entry<String, Content> field : fields.fields().entrySet()) {
                    out.raw(between).string(field.getKey()).raw(":");
                    write(field.getValue());
                    between = ",";
                }
                out.raw(fields.fields().isEmpty() ? "{}" : "}");
            }
        }
    }
}
