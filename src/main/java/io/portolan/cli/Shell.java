package io.portolan.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The process around a verb.
 *
 * @param environment its variables
 * @param interactive whether a person reads along
 * @param onStop keeps something to run when the process is told to stop; it has to be done when the process ends
 * @param streams for a verb that exchanges bytes over them: from then on nothing else gets to standard output
 */
record Shell(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        boolean interactive,
        Consumer<Runnable> onStop,
        Supplier<Streams> streams) {

    /** Standard input and output as bytes. */
    record Streams(InputStream in, OutputStream out) {}

    Shell {
        environment = Map.copyOf(environment);
    }

    /** For verbs that exchange no bytes. */
    Shell(
            PrintWriter out,
            PrintWriter err,
            Map<String, String> environment,
            boolean interactive,
            Consumer<Runnable> onStop) {
        this(
                out,
                err,
                environment,
                interactive,
                onStop,
                () -> new Streams(InputStream.nullInputStream(), OutputStream.nullOutputStream()));
    }
}
