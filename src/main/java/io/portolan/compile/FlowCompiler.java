package io.portolan.compile;

import io.portolan.expr.Template;
import io.portolan.plan.Flow;
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

    /** The flow that is nothing but one operation: what other Vert.x apps call. */
    static Flow operation(ConsumedNamespace namespace, ConsumedOperation operation) {
        List<Parameter> parameters = new ArrayList<>();
        List<@Nullable Template> arguments = new ArrayList<>();
        for (int index = 0; index < operation.inputs().size(); index++) {
            Template fixed = operation.fixed().get(index);
            if (fixed == null) {
                Parameter input = operation.inputs().get(index);
                arguments.add(Template.input(parameters.size(), input.name()));
                parameters.add(input);
            } else {
                arguments.add(fixed);
            }
        }
        return call(namespace, operation, new Parameters(parameters, operation.body()), arguments);
    }

    /** The flow that calls one operation with these arguments. */
    static Flow call(
            ConsumedNamespace namespace,
            ConsumedOperation operation,
            Parameters parameters,
            List<@Nullable Template> arguments) {
        boolean forwardsBody = operation.body() != null;
        List<Step> steps = List.of(new Step.Call(operation.operation(), arguments, forwardsBody));
        String text = WIRE_VERSION
                + PlanPrinter.print(namespace.baseUri(), namespace.scheme(), namespace.bindings())
                + PlanPrinter.print(parameters, steps);
        return new Flow(namespace.namespace(), operation.operation().name(), digest(text), parameters, steps);
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
