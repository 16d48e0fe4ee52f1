package io.portolan.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One thing {@code portolan} can be told to do. */
interface Verb {

    /** Its name and help text, and what may follow it. */
    CommandSpec spec();

    /**
     * Does it; the answer is the exit code.
     *
     * @throws IOException when a file that was named cannot be read
     */
    int run(ParseResult arguments) throws IOException;
}
