package io.portolan.cli.settings;

import io.portolan.options.PortolanOptions;
import java.util.List;

/**
 * The settings of a process, read and checked.
 *
 * @param warnings one a line, about what was ignored
 */
public record Settings(PortolanOptions options, List<String> warnings) {

    public Settings {
        warnings = List.copyOf(warnings);
    }
}
