package io.portolan.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The process around a verb.
 *
 * @param environment its variables
 * @param interactive whether a person reads along
 * @param onStop keeps something to run when the process is told to stop; it has to be done when the process ends
 */
record Shell(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        boolean interactive,
        Consumer<Runnable> onStop) {

    Shell {
        environment = Map.copyOf(environment);
    }
}
