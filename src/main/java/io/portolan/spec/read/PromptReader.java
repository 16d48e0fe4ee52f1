package io.portolan.spec.read;

import io.portolan.spec.Content;
import io.portolan.spec.Offered;
import io.portolan.spec.Problem;
import io.portolan.spec.yaml.Keys;
import io.portolan.spec.yaml.MappingReader;
import java.util.List;
import java.util.Locale;

/** Reads {@code prompts} of an MCP adapter. */
final class PromptReader {

    private static final Keys PROMPT = Keys.describedBy("name", "icons", "arguments", "template", "location");
    private static final Keys ARGUMENT = Keys.describedBy("name", "required", "type", "default", "example");
    private static final Keys MESSAGE = Keys.of("role", "content");
    private static final List<String> ROLES = List.of("user", "assistant");

    private PromptReader() {}

    static List<Offered.Prompt> list(MappingReader in) {
        return in.named("prompts", PROMPT, PromptReader::prompt);
    }

    private static Offered.Prompt prompt(MappingReader in) {
        in.expect(PROMPT);
        String name = in.name();
        if (name.isEmpty()) {
            in.missing("name", "the prompt's name");
        }
        if (in.has("template") && in.has("location")) {
            in.warning("location", "is not used beside 'template'");
        }
        return new Offered.Prompt(
                name,
                in.remark(in.either("label", "display", "title")),
                in.remark("description"),
                IconReader.list(in),
                in.named("arguments", ARGUMENT, PromptReader::argument),
                messages(in),
                in.has("template") ? null : in.text("location"));
    }

    private static Offered.Argument argument(MappingReader in) {
        in.expect(ARGUMENT);
        String name = in.name();
        if (name.isEmpty()) {
            in.missing("name", "the argument's name");
        }
        return new Offered.Argument(
                name,
                in.remark(in.either("label", "display", "title")),
                in.remark("description"),
                Words.flag(in, "required"));
    }

    /** A list of messages, or the text of one that the user says. */
    private static List<Offered.Message> messages(MappingReader in) {
        return in.shape("template") == MappingReader.Shape.TEXT
                ? List.of(new Offered.Message("user", List.of(new Content.Text(in.textOrEmpty("template")))))
                : in.list("template", PromptReader::message);
    }

    private static Offered.Message message(MappingReader in) {
        in.expect(MESSAGE);
        Content content = in.content("content");
        if (content == null) {
            in.missing("content", "what the message says");
        }
        List<Content> contents = switch (content) {
            case null -> List.of();
            case Content.Items items -> items.items();
            case Content.Literal literal -> List.of(new Content.Text(in.textOrEmpty("content")));
            case Content.Text text -> List.of(text);
            case Content.Fields block -> List.of(block);
        };
        return new Offered.Message(role(in), contents);
    }

    private static String role(MappingReader in) {
        String word = in.has("role") ? in.textOrEmpty("role") : "";
        String role = word.strip().toLowerCase(Locale.ROOT);
        if (role.isEmpty()) {
            in.warning("missing key 'role' (expected: user or assistant); it is the user's");
            return "user";
        }
        if (!ROLES.contains(role)) {
            in.error("role", "unknown value " + Problem.quoted(word) + " (expected: user or assistant)");
        }
        return role;
    }
}
