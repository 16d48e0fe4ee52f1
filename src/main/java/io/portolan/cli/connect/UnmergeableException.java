package io.portolan.cli.connect;

import java.io.Serial;

/** A file cannot take an entry without losing something. */
public final class UnmergeableException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UnmergeableException(String why) {
        super(why);
    }
}
