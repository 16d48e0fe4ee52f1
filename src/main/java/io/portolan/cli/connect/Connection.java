package io.portolan.cli.connect;

import java.util.List;

/** How a client gets to Portolan. */
public sealed interface Connection {

    /** It starts a process of its own and speaks over its standard input and output. */
    record Process(String command, List<String> arguments) implements Connection {

        public Process {
            arguments = List.copyOf(arguments);
        }
    }

    /** It calls one that runs. */
    record Url(String url) implements Connection {}
}
