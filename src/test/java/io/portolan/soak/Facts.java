package io.portolan.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What Linux knows of a process. */
record Facts(long pid) {

    /** Of USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final long TICK_MS = 10;

    static boolean known() {
        return Files.isReadable(Path.of("/proc/self/status"));
    }

    /** The most memory it has ever had, in bytes. */
    long largest() {
        return status("VmHWM:");
    }

    /** The memory it has, in bytes. */
    long resident() {
        return status("VmRSS:");
    }

    /** The CPU time it took so far. */
    Duration cpu() {
        String stat = read("stat");
        // Behind the program's name, which may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MS);
    }

    private long status(String name) {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith(name))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow()
                * 1024;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
