package io.portolan.compile;

import io.portolan.auth.Scheme;
import io.portolan.plan.BaseUriTemplate;
import io.portolan.spec.AuthenticationText;
import io.portolan.spec.Consumes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The {@code consumes} section of one document. */
final class ConsumesCompiler {

    private final String file;
    private final Variables variables;
    private final CompileOptions options;
    private final ProblemLog log;

    ConsumesCompiler(String file, Variables variables, CompileOptions options, ProblemLog log) {
        this.file = file;
        this.variables = variables;
        this.options = options;
        this.log = log;
    }

    /**
     * Compiles one namespace.
     *
     * @param name what the event bus is to call it
     */
    ConsumedNamespace compile(Consumes consumes, String name, String where) {
        Overlay.Changes changes = options.overlay().forNamespace(name);
        Scheme scheme = scheme(consumes, changes, where);
        String baseUri = changes.baseUri() == null ? consumes.baseUri() : changes.baseUri();
        BaseUriTemplate template = new BaseUris(variables, log).read(baseUri, name, where + ".baseUri");
        return new ConsumedNamespace(
                name,
                file,
                options.sandbox() ? BaseUriTemplate.SANDBOX : template,
                options.sandbox() ? AuthenticationCompiler.rehearsed(scheme) : scheme,
                variables.sources(),
                operations(consumes, name, changes, scheme, where),
                changes,
                options.schemas());
    }

    private Scheme scheme(Consumes consumes, Overlay.Changes changes, String where) {
        AuthenticationText replacement = changes.authentication();
        if (replacement == null) {
            return new AuthenticationCompiler(variables, log).compile(consumes.authentication());
        }
        ProblemLog settings = new ProblemLog(replacement.document());
        Scheme scheme = new AuthenticationCompiler(variables, settings).compile(replacement.authentication());
        log.add(settings, where);
        return scheme;
    }

    private List<ConsumedOperation> operations(
            Consumes consumes, String namespace, Overlay.Changes changes, Scheme scheme, String where) {
        List<ConsumedOperation> operations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int r = 0; r < consumes.resources().size(); r++) {
            Consumes.Resource resource = consumes.resources().get(r);
            String resourceWhere = where + ".resources[" + r + "]";
            List<DeclaredParameters.Group> shared = List.of(
                    new DeclaredParameters.Group(consumes.inputParameters(), where),
                    new DeclaredParameters.Group(resource.inputParameters(), resourceWhere));
            for (int o = 0; o < resource.operations().size(); o++) {
                Consumes.Operation operation = resource.operations().get(o);
                String operationWhere = resourceWhere + ".operations[" + o + "]";
                List<DeclaredParameters.Group> groups = new ArrayList<>(shared);
                groups.add(new DeclaredParameters.Group(operation.inputParameters(), operationWhere));
                operations.add(new OperationCompiler(variables, log)
                        .compile(new OperationCompiler.Source(
                                namespace,
                                unique(operation.name(), operationWhere + ".name", names),
                                Paths.joined(resource.path(), operation.path()),
                                operation,
                                DeclaredParameters.merge(groups),
                                changes,
                                headers(scheme),
                                operationWhere,
                                (operation.path() == null ? resourceWhere : operationWhere) + ".path")));
            }
        }
        return operations;
    }

    /** The event bus has one address for each operation, so that those of one name are numbered. */
    private String unique(String name, String where, Set<String> names) {
        if (names.add(name)) {
            return name;
        }
        int next = 2;
        while (!names.add(name + "-" + next)) {
            next++;
        }
        String unique = name + "-" + next;
        log.warning(where, "operation '" + name + "' is defined before; on the event bus this one is '" + unique + "'");
        return unique;
    }

    /** The headers in which a credential travels. */
    private static Set<String> headers(Scheme scheme) {
        Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        switch (scheme) {
            case Scheme.None none -> {}
            case Scheme.ApiKeys several -> {
                headers.add("Authorization");
                several.keys().stream()
                        .filter(key -> key.placement() == Scheme.Placement.HEADER)
                        .forEach(key -> headers.add(key.name()));
            }
            case Scheme.Bearer bearer -> headers.add("Authorization");
            case Scheme.Basic basic -> headers.add("Authorization");
            case Scheme.Digest digest -> headers.add("Authorization");
            case Scheme.OAuth2 oauth -> headers.add("Authorization");
        }
        return headers;
    }
}
