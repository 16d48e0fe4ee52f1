package io.portolan.mcp.server;

import io.portolan.files.FolderFile;
import io.portolan.files.FolderFiles;
import io.portolan.files.UnservedFileException;
import io.portolan.format.Quote;
import io.portolan.mcp.answer.EndpointDocuments;
import io.portolan.mcp.answer.ReadReply;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.answer.ToolAnswer;
import io.portolan.mcp.list.ListedFile;
import io.portolan.mcp.list.Shelf;
import io.portolan.mcp.list.Shelf.Found;
import io.portolan.mcp.part.Budget;
import io.portolan.mcp.rpc.RpcError;
import io.portolan.plan.Arguments;
import io.portolan.plan.ArgumentsBuilder;
import io.portolan.plan.Flow;
import io.portolan.plan.McpEndpoint;
import io.portolan.plan.McpResource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code resources/list}, {@code resources/templates/list} and {@code resources/read}. */
final class ResourceMethods {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceMethods.class);

    private final Serving serving;
    private final EndpointDocuments documents;
    private final Rests rests;
    private final Shelf shelf;

    ResourceMethods(McpEndpoint endpoint, Rests rests, EndpointDocuments documents, Serving serving) {
        this.rests = rests;
        this.serving = serving;
        this.documents = documents;
        shelf = new Shelf(endpoint);
    }

    McpAction list(Asked asked) {
        if (shelf.folders().isEmpty()) {
            return new McpAction.Answer(Lists.page(asked, documents, documents::resources));
        }
        return new McpAction.Work(caller -> serving.workers().run(() -> {
            List<ListedFile> files = files();
            return Lists.page(
                    asked, documents, (id, revision, cursor) -> documents.resources(id, revision, cursor, files));
        }));
    }

    McpAction templates(Asked asked) {
        return new McpAction.Answer(Lists.page(asked, documents, documents::templates));
    }

    McpAction read(Asked asked) {
        String uri = asked.string("uri");
        if (uri == null) {
            return new McpAction.Answer(missingUri(asked));
        }
        if (Rests.named(uri)) {
            return rests.read(asked, uri, this::content);
        }
        return switch (shelf.find(uri)) {
            case Found.Nothing nothing -> new McpAction.Answer(notFound(asked, uri));
            case Found.File file -> {
                ReadReply reply = reply(asked, file.folder(), uri, rests.none());
                yield new McpAction.Work(caller -> serving.workers().run(() -> read(asked, file, reply)));
            }
            case Found.Content content -> operation(asked, content, uri);
        };
    }

    /** Nothing is ever told about it: there is no session to tell it in. What is not there is refused all the same. */
    Reply subscription(Asked asked) {
        String uri = asked.string("uri");
        if (uri == null) {
            return missingUri(asked);
        }
        return shelf.find(uri) instanceof Found.Nothing ? notFound(asked, uri) : documents.acknowledgement(asked.id());
    }

    /** Whether a URI means something here, be it only a file that may be there. */
    boolean knows(String uri) {
        return !(shelf.find(uri) instanceof Found.Nothing);
    }

    /** Whether some of it are files. */
    boolean restless() {
        return !shelf.folders().isEmpty();
    }

    /** What may tell the content at a URI from another: what it is made of, and of a file what the disk tells. */
    @Nullable
    Object state(String uri) {
        Found found = shelf.find(uri);
        if (found instanceof Found.File file) {
            try {
                return files(file.folder(), file.root()).file(file.path());
            } catch (UnservedFileException | IOException unserved) {
                return null;
            }
        }
        return found;
    }

    private McpAction operation(Asked asked, Found.Content content, String uri) {
        Flow flow = content.operation().flow();
        ReadReply reply = reply(asked, content.resource(), uri, rests.budget(uri, flow));
        return switch (arguments(content)) {
            case Arguments.Bound bound ->
                new McpAction.Work(
                        new FlowTask(call(flow, bound), asked.trace(), ProgressTeller.wish(asked), reply, serving));
            case Arguments.Refused refused ->
                new McpAction.Answer(documents.error(
                        asked.id(), RpcError.invalidParams("uri " + Quote.of(uri) + ": " + refused.detail())));
        };
    }

    private ReadReply reply(Asked asked, McpResource resource, String uri, Budget budget) {
        return new ReadReply(asked.id(), asked.revision(), documents, resource, uri, budget);
    }

    private FlowCall call(Flow flow, Arguments.Bound arguments) {
        return new FlowCall(
                flow,
                serving.recorder().meter(flow.namespace(), flow.name(), "mcp"),
                arguments.values(),
                null,
                flow.repeatable());
    }

    /** The operation behind a URI; null when there is none. */
    private @Nullable FlowCall content(String uri) {
        return shelf.find(uri) instanceof Found.Content content && arguments(content) instanceof Arguments.Bound bound
                ? call(content.operation().flow(), bound)
                : null;
    }

    private static Arguments arguments(Found.Content content) {
        ArgumentsBuilder arguments = new ArgumentsBuilder(content.operation().parameters(), "uri");
        for (Map.Entry<String, String> value : content.values().entrySet()) {
            int index = content.operation().parameters().indexOf(value.getKey());
            if (index >= 0) {
                arguments.text(index, value.getValue());
            }
        }
        return arguments.finish();
    }

    private Reply read(Asked asked, Found.File file, ReadReply reply) {
        try {
            FolderFile found = files(file.folder(), file.root()).file(file.path());
            long most = serving.options().limits().body().bytes();
            if (found.size() > most) {
                return documents.error(
                        asked.id(),
                        RpcError.internal("resource " + Quote.of(reply.uri()) + " has " + found.size()
                                + " bytes (expected: at most " + most + ")"));
            }
            return reply.content(ToolAnswer.of(type(file.folder(), found), Files.readAllBytes(found.real())));
        } catch (UnservedFileException unserved) {
            return notFound(asked, reply.uri());
        } catch (IOException unreadable) {
            LOG.atWarn().addKeyValue("error", unreadable).log("file of a resource could not be read");
            return documents.error(
                    asked.id(), RpcError.internal("resource " + Quote.of(reply.uri()) + " could not be read"));
        }
    }

    /** What is there right now; a folder that cannot be read has no files. */
    List<ListedFile> files() {
        List<ListedFile> files = new ArrayList<>();
        shelf.folders().forEach((uri, folder) -> {
            try {
                McpResource.Folder root = (McpResource.Folder) folder.origin();
                for (FolderFile file : files(folder, root).all()) {
                    files.add(new ListedFile(
                            folder, Shelf.uri(uri, file.path()), file.path(), type(folder, file), file.size()));
                }
            } catch (UnservedFileException | IOException unserved) {
                LOG.atWarn()
                        .addKeyValue("resource", folder.name())
                        .addKeyValue("error", unserved)
                        .log("folder of a resource is not served");
            }
        });
        return files;
    }

    private static FolderFiles files(McpResource resource, McpResource.Folder folder) {
        return new FolderFiles("resource " + Quote.of(resource.name()), folder.root());
    }

    private static String type(McpResource folder, FolderFile file) {
        return folder.mimeType() == null ? file.contentType() : folder.mimeType();
    }

    private Reply notFound(Asked asked, String uri) {
        return documents.error(asked.id(), RpcError.resourceNotFound(asked.revision(), uri));
    }

    private Reply missingUri(Asked asked) {
        return documents.error(
                asked.id(), RpcError.invalidParams("params.uri: missing or not a string (expected: a URI)"));
    }
}
