package io.portolan.compile;

import io.portolan.plan.FileFolder;
import io.portolan.plan.McpResource;
import io.portolan.plan.Parameter;
import io.portolan.plan.UriTemplate;
import io.portolan.spec.Action;
import io.portolan.spec.Exposes;
import io.portolan.spec.Offered;
import io.portolan.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A resource of an MCP adapter, with its flow or its files. */
final class ResourceCompiler {

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"]+");
    private static final String FOLDER = "a folder, such as file:///./docs";

    private final McpAdapter adapter;
    private final ActionCompiler actions;
    private final ProblemLog log;

    ResourceCompiler(McpAdapter adapter, ActionCompiler actions, ProblemLog log) {
        this.adapter = adapter;
        this.actions = actions;
        this.log = log;
    }

    /** The resource, or null and a problem. */
    @Nullable
    McpResource compile(Offered.Resource resource, String where) {
        UriTemplate uri = uri(resource.uri(), where + ".uri");
        McpResource.Origin origin = uri == null ? null : origin(resource, uri, where);
        if (uri == null || origin == null) {
            return null;
        }
        return new McpResource(
                adapter.adapter().name(),
                resource.name(),
                resource.label(),
                resource.description(),
                Icons.of(resource.icons()),
                uri,
                resource.mimeType(),
                resource.binary(),
                adapter.binarySize(resource.maxBinarySize(), where, log),
                origin,
                adapter.cache(),
                adapter.adapter().guard());
    }

    private @Nullable UriTemplate uri(String written, String where) {
        if (written.isEmpty()) {
            return null;
        }
        if (!ABSOLUTE.matcher(written).matches()) {
            log.error(where, Problem.quoted(written) + " (expected: an absolute URI, such as data://orders)");
            return null;
        }
        try {
            return UriTemplate.parse(written.replace("{{", "{").replace("}}", "}"));
        } catch (IllegalArgumentException fault) {
            log.error(where, Problem.quoted(written) + ": " + fault.getMessage());
            return null;
        }
    }

    private McpResource.@Nullable Origin origin(Offered.Resource resource, UriTemplate uri, String where) {
        if (resource.location() == null) {
            return operation(resource, uri, where);
        }
        if (!uri.isPlain()) {
            log.error(
                    where + ".uri",
                    "a variable in the URI of files (expected: a URI without variables; the path of a file is added)");
            return null;
        }
        FileFolder root = FileFolders.of(adapter.file(), resource.location(), FOLDER, where + ".location", log);
        return root == null ? null : new McpResource.Folder(root);
    }

    private McpResource.@Nullable Origin operation(Offered.Resource resource, UriTemplate uri, String where) {
        List<Exposes.Input> inputs = new ArrayList<>();
        uri.variables().forEach(name -> inputs.add(UriVariables.input(name)));
        Action action = UriVariables.braced(resource.action(), uri.variables());
        BoundCall bound = actions.compile(
                new ActionCompiler.Unit(resource.name(), action, resource.outputParameters(), null, where),
                wanted -> new McpOffer(adapter.adapter().namespace(), inputs));
        if (bound == null) {
            return null;
        }
        for (Parameter parameter : bound.parameters().all()) {
            if (parameter.required() && !uri.variables().contains(parameter.name())) {
                unfilled(parameter, where);
            }
        }
        Parameter body = bound.parameters().body();
        if (body != null && body.required()) {
            unfilled(body, where);
        }
        return log.sound(where) ? new McpResource.Operation(bound.flow(), bound.parameters()) : null;
    }

    private void unfilled(Parameter parameter, String where) {
        log.error(
                where,
                "nothing gives '" + parameter.name() + "' (expected: a value in 'with', or {" + parameter.name()
                        + "} in the uri)");
    }
}
