package io.portolan.soak;

import io.portolan.options.Size;
import java.util.Locale;

/** How much a run moves: little in every build, what the goals name with {@code -Psoak}. */
final class Scale {

    /** Whether this is the run that the goals are about; in short ones only what is plainly wrong is told. */
    static final boolean LONG = Boolean.getBoolean("portolan.soak");

    static final long GIB = 1L << 30;

    static final long MIB = 1L << 20;

    /** The length of the largest file that is moved: {@code -Dportolan.soak.size=20GiB} sets it. */
    static final long FILE = Size.parse(System.getProperty("portolan.soak.size", LONG ? "10GiB" : "256MiB"))
            .bytes();

    static long of(String longRun, String shortRun) {
        return Size.parse(LONG ? longRun : shortRun).bytes();
    }

    static int of(int longRun, int shortRun) {
        return LONG ? longRun : shortRun;
    }

    /** Tells what came of a run. */
    @SuppressWarnings("AnnotateFormatMethod")
    static void report(String format, Object... values) {
        System.out.printf(Locale.ROOT, "soak: " + format, values);
    }

    private Scale() {}
}
