package io.portolan.mcp.server;

import io.portolan.files.FolderFile;
import io.portolan.files.FolderFiles;
import io.portolan.files.UnservedFileException;
import io.portolan.format.JsonSyntax.Kind;
import io.portolan.format.Nearest;
import io.portolan.format.Quote;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.PromptReply;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.rpc.JsonMember;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpPrompt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code prompts/list} and {@code prompts/get}. */
final class PromptMethods {

    private static final Logger LOG = LoggerFactory.getLogger(PromptMethods.class);

    private final Serving serving;
    private final EndpointDocuments documents;
    private final SortedMap<String, McpPrompt> prompts;

    PromptMethods(McpEndpoint endpoint, EndpointDocuments documents, Serving serving) {
        this.serving = serving;
        this.documents = documents;
        prompts = endpoint.prompts();
    }

    McpAction list(Asked asked) {
        return new McpAction.Answer(Lists.page(asked, documents, documents::prompts));
    }

    McpAction get(Asked asked) {
        String name = asked.string("name");
        if (name == null) {
            return invalid(asked, "params.name: missing or not a string (expected: the name of a prompt)");
        }
        McpPrompt prompt = prompts.get(name);
        if (prompt == null) {
            return invalid(asked, "unknown prompt " + Quote.of(name) + Nearest.hint(name, prompts.keySet()));
        }
        String fault = fault(asked, prompt);
        if (fault != null) {
            return invalid(asked, fault);
        }
        PromptReply reply = new PromptReply(asked.id(), asked.revision(), documents, prompt, arguments(asked, prompt));
        return switch (prompt.wording()) {
            case McpPrompt.Messages messages -> new McpAction.Answer(reply.messages(messages.messages()));
            case McpPrompt.TextFile file ->
                new McpAction.Work(caller -> serving.workers().run(() -> read(asked, file, reply)));
        };
    }

    /** What is wrong with the arguments; null when nothing is. */
    private static @Nullable String fault(Asked asked, McpPrompt prompt) {
        JsonMember arguments = asked.request().params().arguments();
        if (arguments != null && arguments.kind() != Kind.OBJECT && arguments.kind() != Kind.NULL) {
            return "params.arguments: " + arguments.kind().word() + " (expected: an object)";
        }
        List<String> names =
                prompt.arguments().stream().map(McpPrompt.Argument::name).toList();
        for (JsonMember given : asked.request().params().argumentMembers()) {
            String where = "argument " + Quote.of(given.name());
            if (!names.contains(given.name())) {
                return where + ": unknown (expected: " + (names.isEmpty() ? "none" : String.join(", ", names)) + ")";
            }
            if (given.kind() != Kind.STRING && given.kind() != Kind.NULL) {
                return where + ": " + given.kind().word() + " (expected: a string)";
            }
        }
        for (McpPrompt.Argument argument : prompt.arguments()) {
            if (argument.required() && value(asked, argument) == null) {
                return "argument " + Quote.of(argument.name()) + ": missing (expected: a string)";
            }
        }
        return null;
    }

    private static List<String> arguments(Asked asked, McpPrompt prompt) {
        List<String> values = new ArrayList<>();
        for (McpPrompt.Argument argument : prompt.arguments()) {
            String value = value(asked, argument);
            values.add(value == null ? "" : value);
        }
        return values;
    }

    private static @Nullable String value(Asked asked, McpPrompt.Argument argument) {
        String value = null;
        for (JsonMember given : asked.request().params().argumentMembers()) {
            if (given.name().equals(argument.name())) {
                value = given.string();
            }
        }
        return value;
    }

    private Reply read(Asked asked, McpPrompt.TextFile wording, PromptReply reply) {
        String owner = "prompt " + Quote.of(reply.prompt().name());
        try {
            FolderFile file = new FolderFiles(owner, wording.folder())
                    .file(Arrays.asList(wording.path().split("/")));
            long most = serving.options().limits().body().bytes();
            if (file.size() <= most) {
                return reply.text(new String(Files.readAllBytes(file.real()), StandardCharsets.UTF_8));
            }
            LOG.atWarn().addKeyValue("prompt", reply.prompt().name()).log("file of a prompt is too large");
        } catch (UnservedFileException | IOException unreadable) {
            LOG.atWarn()
                    .addKeyValue("prompt", reply.prompt().name())
                    .addKeyValue("error", unreadable)
                    .log("file of a prompt could not be read");
        }
        return documents.error(asked.id(), RpcError.internal(owner + ": its text could not be read"));
    }

    private McpAction invalid(Asked asked, String why) {
        return new McpAction.Answer(documents.error(asked.id(), RpcError.invalidParams(why)));
    }
}
