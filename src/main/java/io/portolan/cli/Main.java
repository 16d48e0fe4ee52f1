package io.portolan.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Starts Portolan from a shell. */
public final class Main {

    // Set by the start script: the JVM cannot tell in the same way on every version.
    private static final String TERMINAL = "portolan.terminal";

    // Set once the verb is done, so that the hook below knows who ends the process.
    private volatile boolean done;

    public static void main(String[] arguments) {
        LogLevel.choose();
        new Main().run(arguments);
    }

    private void run(String[] arguments) {
        Shell shell = new Shell(
                writer(System.out),
                writer(System.err),
                System.getenv(),
                Boolean.getBoolean(TERMINAL),
                this::onStop,
                Main::streams);
        int code = Verbs.commandLine(shell).execute(arguments);
        shell.out().flush();
        shell.err().flush();
        done = true;
        System.exit(code);
    }

    /** On SIGTERM and SIGINT: the JVM would end with 143 or 130, as if something had gone wrong. */
    private void onStop(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop), "portolan-stop"));
    }

    private void stop(Runnable stop) {
        if (!done) {
            stop.run();
            Runtime.getRuntime().halt(ExitCode.FINE);
        }
    }

    /** Whatever still prints a line must not get between the bytes of a protocol. */
    private static Shell.Streams streams() {
        System.setOut(System.err);
        return new Shell.Streams(System.in, new FileOutputStream(FileDescriptor.out));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private Main() {}
}
