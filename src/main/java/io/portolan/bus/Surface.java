package io.portolan.bus;

import java.util.Locale;

/** The door a call came in by. */
public enum Surface {
    REST,
    MCP,
    BUS;

    /** The word used in metrics and logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
