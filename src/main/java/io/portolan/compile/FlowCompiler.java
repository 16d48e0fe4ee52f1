package io.portolan.compile;

import io.portolan.expr.Expression;
import io.portolan.expr.Template;
import io.portolan.plan.Bounds;
import io.portolan.plan.Flow;
import io.portolan.plan.Output;
import io.portolan.plan.Parameter;
import io.portolan.plan.Parameters;
import io.portolan.plan.PlanPrinter;
import io.portolan.plan.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes flows, and the digest by which two nodes know that they mean the same one. */
final class FlowCompiler {

    /** Changes whenever flows are run, or messages written, in a way that older nodes would not understand. */
    private static final String WIRE_VERSION = "wire 1\n";

    private FlowCompiler() {}

    /**
     * What is to be sent.
     *
     * @param arguments by the operation's positions
     * @param body instead of the caller's; null for the caller's
     */
    record Call(
            Parameters parameters,
            List<@Nullable Expression> arguments,
            @Nullable Expression body,
            Output output) {}

    /** The flow that is nothing but one operation: what other Vert.x apps call. */
    static Flow operation(ConsumedNamespace namespace, ConsumedOperation operation) {
        List<Parameter> parameters = new ArrayList<>();
        List<@Nullable Expression> arguments = new ArrayList<>();
        for (Parameter input : operation.inputs()) {
            if (input == null) {
                arguments.add(null);
            } else {
                arguments.add(Template.input(parameters.size(), input.name()));
                parameters.add(input);
            }
        }
        Parameters all = new Parameters(parameters, operation.body());
        return call(namespace, operation, new Call(all, arguments, null, Output.WHOLE));
    }

    /** The flow that calls one operation with these arguments. */
    static Flow call(ConsumedNamespace namespace, ConsumedOperation operation, Call call) {
        List<Step> steps = List.of(new Step.Call(operation.operation(), call.arguments(), call.body()));
        String text = WIRE_VERSION
                + PlanPrinter.print(namespace.baseUri(), namespace.scheme(), namespace.bindings())
                + PlanPrinter.print(call.parameters(), steps, call.output())
                + schema(namespace, call.output());
        String name = operation.operation().name();
        return new Flow(
                namespace.namespace(),
                name,
                digest(text),
                call.parameters(),
                steps,
                call.output(),
                namespace.changes().bounds());
    }

    /** What a schema file holds decides what an answer becomes, as much as its name does. */
    private static String schema(ConsumedNamespace namespace, Output output) {
        return output instanceof Output.Shaped shaped
                        && shaped.schema() != null
                        && shaped.format().hasSchemaFile()
                ? "schema " + namespace.schemas().of(namespace.file(), shaped.schema()) + "\n"
                : "";
    }

    /**
     * The flow that runs other flows, or none.
     *
     * @param namespace of the consumer that runs it
     */
    static Flow steps(String namespace, String name, Parameters parameters, List<Step> steps, Output output) {
        String text = WIRE_VERSION + PlanPrinter.print(parameters, steps, output);
        return new Flow(namespace, name, digest(text), parameters, steps, output, Bounds.PROCESS);
    }

    /** The first 64 bits of a SHA-256, in hex. */
    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
