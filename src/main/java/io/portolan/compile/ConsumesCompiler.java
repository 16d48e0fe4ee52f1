package io.portolan.compile;

import io.portolan.auth.Scheme;
import io.portolan.plan.BaseUri;
import io.portolan.spec.Consumes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code consumes} section of one document. */
final class ConsumesCompiler {

    private final String file;
    private final Variables variables;
    private final boolean sandbox;
    private final ProblemLog log;

    ConsumesCompiler(String file, Variables variables, boolean sandbox, ProblemLog log) {
        this.file = file;
        this.variables = variables;
        this.sandbox = sandbox;
        this.log = log;
    }

    /**
     * Compiles one namespace.
     *
     * @param name what the event bus is to call it
     */
    ConsumedNamespace compile(Consumes consumes, String name, String where) {
        Scheme scheme = new AuthenticationCompiler(variables, log)
                .compile(consumes.authentication(), where + ".authentication");
        return new ConsumedNamespace(
                name, file, baseUri(consumes, where), scheme, variables.sources(), operations(consumes, name, where));
    }

    private BaseUri baseUri(Consumes consumes, String where) {
        BaseUri declared =
                consumes.baseUri().isEmpty() ? null : BaseUris.read(consumes.baseUri(), where + ".baseUri", log);
        // An unreadable one is a problem already, so its capability never runs against this stand-in.
        return sandbox || declared == null ? BaseUri.SANDBOX : declared;
    }

    private Map<String, ConsumedOperation> operations(Consumes consumes, String name, String where) {
        Map<String, ConsumedOperation> operations = new LinkedHashMap<>();
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
                DeclaredParameters declared = DeclaredParameters.merge(groups);
                ConsumedOperation compiled = new OperationCompiler(variables, log)
                        .compile(name, resource.path(), operation, declared, operationWhere, resourceWhere);
                if (operations.putIfAbsent(operation.name(), compiled) != null) {
                    log.error(
                            operationWhere + ".name",
                            "operation '" + operation.name() + "' is defined twice in namespace '"
                                    + consumes.namespace() + "'");
                }
            }
        }
        return operations;
    }
}
