package io.portolan.compile;

import io.portolan.expr.JsonTemplate;
import io.portolan.expr.Template;
import io.portolan.format.Nearest;
import io.portolan.plan.FileFolder;
import io.portolan.plan.McpPrompt;
import io.portolan.spec.Content;
import io.portolan.spec.Offered;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prompt of an MCP adapter. */
final class PromptCompiler {

    private static final String FILE = "a file, such as file:///./prompts/review.md";

    /** What a content block of each type needs. */
    private static final Map<String, List<String>> BLOCKS = Map.of(
            "text", List.of("text"),
            "image", List.of("data", "mimeType"),
            "audio", List.of("data", "mimeType"),
            "resource", List.of("resource"),
            "resource_link", List.of("uri", "name"));

    private final McpAdapter adapter;
    private final ProblemLog log;

    PromptCompiler(McpAdapter adapter, ProblemLog log) {
        this.adapter = adapter;
        this.log = log;
    }

    /** The prompt, or null and a problem. */
    @Nullable
    McpPrompt compile(Offered.Prompt prompt, String where) {
        List<McpPrompt.Argument> arguments = arguments(prompt.arguments(), where);
        McpPrompt.Wording wording =
                prompt.location() == null ? messages(prompt, arguments, where) : file(prompt.location(), where);
        return wording == null
                ? null
                : new McpPrompt(
                        adapter.adapter().name(),
                        prompt.name(),
                        prompt.label(),
                        prompt.description(),
                        Icons.of(prompt.icons()),
                        arguments,
                        wording,
                        adapter.adapter().guard());
    }

    /** An argument is required unless it says otherwise (format, MCP prompt arguments). */
    private List<McpPrompt.Argument> arguments(List<Offered.Argument> declared, String where) {
        Map<String, McpPrompt.Argument> arguments = new LinkedHashMap<>();
        for (int index = 0; index < declared.size(); index++) {
            Offered.Argument argument = declared.get(index);
            McpPrompt.Argument compiled = new McpPrompt.Argument(
                    argument.name(),
                    argument.label(),
                    argument.description(),
                    !Boolean.FALSE.equals(argument.required()));
            if (arguments.putIfAbsent(argument.name(), compiled) != null) {
                log.error(
                        where + ".arguments[" + index + "].name",
                        "argument '" + argument.name() + "' is defined twice by this prompt");
            }
        }
        return List.copyOf(arguments.values());
    }

    private McpPrompt.@Nullable Wording file(String location, String where) {
        FileFolder file = FileFolders.of(adapter.file(), location, FILE, where + ".location", log);
        if (file == null) {
            return null;
        }
        int slash = file.path().lastIndexOf('/');
        String name = file.path().substring(slash + 1);
        if (name.isEmpty()) {
            log.error(where + ".location", Problem.quoted(location) + " (expected: " + FILE + ")");
            return null;
        }
        return new McpPrompt.TextFile(new FileFolder(file.home(), file.path().substring(0, Math.max(0, slash))), name);
    }

    private McpPrompt.@Nullable Wording messages(
            Offered.Prompt prompt, List<McpPrompt.Argument> arguments, String where) {
        List<McpPrompt.Message> messages = new ArrayList<>();
        for (int index = 0; index < prompt.template().size(); index++) {
            Offered.Message message = prompt.template().get(index);
            String here = where + ".template[" + index + "].content";
            McpPrompt.Role role = message.role().equals("assistant") ? McpPrompt.Role.ASSISTANT : McpPrompt.Role.USER;
            for (Content content : message.contents()) {
                messages.add(new McpPrompt.Message(role, block(content, arguments, here)));
            }
        }
        if (messages.isEmpty() && log.sound(where)) {
            log.error(where, "nothing to say (expected: template: a list of messages, or location: a file)");
        }
        return log.sound(where) ? new McpPrompt.Messages(messages) : null;
    }

    private JsonTemplate block(Content content, List<McpPrompt.Argument> arguments, String where) {
        if (content instanceof Content.Fields block) {
            check(block, where);
            return Contents.structure(block, text -> text(text, arguments, where));
        }
        Content text = content instanceof Content.Text ? content : new Content.Text(ContentJson.text(content));
        Map<String, Content> block = new LinkedHashMap<>();
        block.put("type", new Content.Text("text"));
        block.put("text", text);
        return Contents.structure(new Content.Fields(block), written -> text(written, arguments, where));
    }

    private void check(Content.Fields block, String where) {
        String type = block.fields().get("type") instanceof Content.Text text ? text.text() : "";
        List<String> needed = BLOCKS.get(type);
        if (needed == null) {
            log.error(
                    where + (block.fields().containsKey("type") ? ".type" : ""),
                    "unknown value " + Problem.quoted(type) + Nearest.hint(type, BLOCKS.keySet()));
            return;
        }
        needed.stream()
                .filter(key -> !block.fields().containsKey(key))
                .forEach(key -> log.error(
                        where,
                        "missing key " + Problem.quoted(key) + " (expected: what a block of type '" + type
                                + "' needs)"));
        if (type.equals("resource")
                && !(block.fields().get("resource") instanceof Content.Fields resource
                        && resource.fields().containsKey("uri")
                        && (resource.fields().containsKey("text")
                                || resource.fields().containsKey("blob")))) {
            log.error(where + ".resource", "expected a mapping with 'uri' and 'text' or 'blob'");
        }
    }

    private Template text(String text, List<McpPrompt.Argument> arguments, String where) {
        List<String> names = arguments.stream().map(McpPrompt.Argument::name).toList();
        for (String name : Placeholders.inValue(text)) {
            if (!names.contains(name)) {
                log.warning(
                        where,
                        "'{{" + name + "}}' names no argument of the prompt and stays as it is"
                                + Nearest.hint(name, names));
            }
        }
        return McpPrompt.template(text, arguments);
    }
}
