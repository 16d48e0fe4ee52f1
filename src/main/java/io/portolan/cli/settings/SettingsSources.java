package io.portolan.cli.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where settings come from; the later ones win.
 *
 * @param file the settings file
 * @param named whether somebody asked for this very file, so that it must exist
 * @param environment of the process
 * @param flags what the command line says, by the setting's name
 */
public record SettingsSources(Path file, boolean named, Map<String, String> environment, Map<String, String> flags) {

    public SettingsSources {
        environment = Map.copyOf(environment);
        flags = Map.copyOf(flags);
    }
}
