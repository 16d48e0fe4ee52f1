package io.portolan.cli.connect;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where clients look for their configuration.
 *
 * @param project the folder of the project
 * @param home of the user
 * @param system the name of the operating system, as Java has it
 */
public record Places(Path project, Path home, String system, Map<String, String> environment) {

    public Places {
        environment = Map.copyOf(environment);
    }

    /** The folder in which applications of this user keep their files. */
    Path applications() {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support");
        }
        String variable = name.startsWith("windows") ? "APPDATA" : "XDG_CONFIG_HOME";
        Path usual = name.startsWith("windows") ? home.resolve("AppData").resolve("Roaming") : home.resolve(".config");
        return folder(variable, usual);
    }

    Path folder(String variable, Path usual) {
        String named = environment.get(variable);
        return named == null || named.isEmpty() ? usual : Path.of(named);
    }
}
