package io.portolan.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an MCP adapter offers besides tools, and the parts of it. */
public sealed interface Offered {

    String name();

    /**
     * One MCP resource.
     *
     * @param uri with {@code {variables}} it is a template
     * @param location a folder whose files are resources
     */
    record Resource(
            String name,
            @Nullable String label,
            @Nullable String description,
            List<Icon> icons,
            String uri,
            @Nullable String mimeType,
            boolean binary,
            Action action,
            List<Output> outputParameters,
            @Nullable String location,
            @Nullable String maxBinarySize)
            implements Offered {

        public Resource {
            icons = List.copyOf(icons);
            outputParameters = List.copyOf(outputParameters);
        }
    }

    /**
     * One MCP prompt.
     *
     * @param template its messages; none when a file holds its text
     * @param location of that file
     */
    record Prompt(
            String name,
            @Nullable String label,
            @Nullable String description,
            List<Icon> icons,
            List<Argument> arguments,
            List<Message> template,
            @Nullable String location)
            implements Offered {

        public Prompt {
            icons = List.copyOf(icons);
            arguments = List.copyOf(arguments);
            template = List.copyOf(template);
        }
    }

    /** A text that a prompt takes. */
    record Argument(
            String name,
            @Nullable String label,
            @Nullable String description,
            @Nullable Boolean required) {}

    /**
     * One message of a prompt.
     *
     * @param role {@code user} or {@code assistant}
     * @param contents a text or a content block of MCP each
     */
    record Message(String role, List<Content> contents) {

        public Message {
            contents = List.copyOf(contents);
        }
    }

    /** A picture of an adapter, a tool, a resource or a prompt. */
    record Icon(
            String src,
            @Nullable String mimeType,
            List<String> sizes,
            @Nullable String theme) {

        public Icon {
            sizes = List.copyOf(sizes);
        }
    }
}
