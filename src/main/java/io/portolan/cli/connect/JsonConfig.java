package io.portolan.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Objects;

/**
 * An entry of a JSON file. It is put into the text as it is, so that order, layout and comments stay.
 *
 * @param section the member of the file that holds servers
 */
record JsonConfig(String section, String name, ObjectNode entry) implements ConfigText {

    @Override
    public String alone() {
        return JsonLayout.usual().print(file(entry), "") + "\n";
    }

    @Override
    public String into(String before) throws UnmergeableException {
        String mark = before.startsWith("\uFEFF") ? "\uFEFF" : "";
        String text = before.substring(mark.length());
        if (text.isBlank()) {
            return mark + alone();
        }
        try {
            String after = merged(text);
            check(text, after);
            return mark + after;
        } catch (JsonProcessingException broken) {
            throw new UnmergeableException("it is not JSON: " + broken.getOriginalMessage() + " in line "
                    + broken.getLocation().getLineNr());
        } catch (IOException impossible) {
            throw new UnmergeableException("it cannot be read: " + impossible.getMessage());
        }
    }

    private String merged(String text) throws IOException, UnmergeableException {
        JsonShape root = JsonShape.of(text, 0);
        if (root == null) {
            throw new UnmergeableException("it holds no JSON object");
        }
        JsonLayout layout = JsonLayout.of(text, root);
        JsonShape.Member servers = root.member(section);
        if (servers == null) {
            return JsonInsertion.add(text, root, section, section(entry), layout);
        }
        JsonShape inside = JsonShape.of(text, servers.start());
        if (inside == null) {
            throw new UnmergeableException("'" + section + "' is no object");
        }
        JsonShape.Member own = inside.member(name);
        return own == null ? JsonInsertion.add(text, inside, name, entry, layout) : replaced(text, own, layout);
    }

    private String replaced(String text, JsonShape.Member own, JsonLayout layout)
            throws IOException, UnmergeableException {
        String old = text.substring(own.start(), own.end());
        JsonNode before = JsonShape.tree(old);
        JsonNode after = renewed(before);
        if (after.equals(before)) {
            return text;
        }
        if (JsonInsertion.commented(old)) {
            throw new UnmergeableException("the entry '" + name + "' in it has comments, and is another one");
        }
        String margin = JsonLayout.lineMargin(text, own.at());
        return text.substring(0, own.start()) + layout.print(after, margin) + text.substring(own.end());
    }

    /** The entry with what somebody has added to the one before. */
    private ObjectNode renewed(JsonNode before) {
        ObjectNode renewed = entry.deepCopy();
        before.properties().forEach(member -> {
            if (!DECISIVE.contains(member.getKey())) {
                renewed.set(member.getKey(), member.getValue());
            }
        });
        return renewed;
    }

    /** Nothing but the entry may be another one. */
    private void check(String before, String after) throws IOException, UnmergeableException {
        ObjectNode expected = (ObjectNode) JsonShape.tree(before);
        JsonNode servers = expected.path(section);
        ObjectNode renewed = renewed(servers.path(name));
        (servers instanceof ObjectNode held ? held : expected.putObject(section)).set(name, renewed);
        if (!Objects.equals(JsonShape.tree(after), expected)) {
            throw new UnmergeableException("its layout is not understood");
        }
    }

    private ObjectNode section(ObjectNode value) {
        ObjectNode servers = JsonNodeFactory.instance.objectNode();
        servers.set(name, value);
        return servers;
    }

    private ObjectNode file(ObjectNode value) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.set(section, section(value));
        return file;
    }
}
