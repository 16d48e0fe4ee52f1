package io.portolan.cli;

/** What the process tells whoever started it. */
final class ExitCode {

    /** All is well; warnings are allowed. */
    static final int FINE = 0;

    /** There are errors in capability files. */
    static final int FAULTY_FILES = 1;

    /** The command line or the settings cannot be used. */
    static final int USAGE = 2;

    /** Portolan cannot start: a port is taken, a cluster cannot be joined. */
    static final int CANNOT_START = 3;

    private ExitCode() {}
}
