package io.portolan.plan;

import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One exposed MCP prompt.
 *
 * @param namespace the exposing namespace
 * @param name as the file spells it; an endpoint may list it under another
 * @param guard what callers have to show; null when everybody may ask
 */
public record McpPrompt(
        String namespace,
        String name,
        @Nullable String title,
        @Nullable String description,
        List<Icon> icons,
        List<Argument> arguments,
        Wording wording,
        @Nullable Guard guard)
        implements McpPart {

    private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_-]+)\\s*}}");

    public McpPrompt {
        icons = List.copyOf(icons);
        arguments = List.copyOf(arguments);
    }

    @Override
    public List<Flow> flows() {
        return List.of();
    }

    /** A text that whoever asks may give. */
    public record Argument(
            String name, @Nullable String title, @Nullable String description, boolean required) {}

    /** What the prompt says. */
    public sealed interface Wording {}

    /** Messages that stand in the capability file. */
    public record Messages(List<Message> messages) implements Wording {

        public Messages {
            messages = List.copyOf(messages);
        }
    }

    /**
     * One text file that is a message of the user; its holes are those of {@link #template}.
     *
     * @param path of the file in the folder
     */
    public record TextFile(FileFolder folder, String path) implements Wording {}

    /**
     * One message.
     *
     * @param content a content block of MCP; its holes are positions in the prompt's arguments, and one that nobody
     *     fills is to be filled with an empty text
     */
    public record Message(Role role, JsonTemplate content) {}

    /** Who says a message. */
    public enum Role {
        USER,
        ASSISTANT
    }

    /** A text in which {@code {{argument}}} stands for an argument; what names none is text. */
    public static Template template(String text, List<Argument> arguments) {
        List<String> names = arguments.stream().map(Argument::name).toList();
        List<Template.Part> parts = new ArrayList<>();
        Matcher hole = HOLE.matcher(text);
        int written = 0;
        while (hole.find()) {
            int index = names.indexOf(hole.group(1));
            if (index >= 0) {
                addText(parts, text.substring(written, hole.start()));
                parts.add(new Template.Input(index, hole.group(1)));
                written = hole.end();
            }
        }
        addText(parts, text.substring(written));
        return new Template(parts);
    }

    private static void addText(List<Template.Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Template.Text(text));
        }
    }
}
