package io.portolan.cli.settings;

import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Reads YAML 1.2 for Vert.x Config and keeps every position. The processor that comes with Vert.x Config reads YAML
 * 1.1, where {@code no} is false, {@code 12:30} a number, and the second of two equal keys wins silently.
 */
public final class Yaml12Processor implements ConfigProcessor {

    /** The name of the format, for {@code ConfigStoreOptions}. */
    public static final String FORMAT = "yaml12";

    /** The file as messages name it, among the options of the store. */
    static final String LABEL = "label";

    @Override
    public String name() {
        return FORMAT;
    }

    @Override
    public Future<JsonObject> process(Vertx vertx, JsonObject configuration, Buffer input) {
        String label = configuration.getString(LABEL, configuration.getString("path", ""));
        return vertx.executeBlocking(() -> SettingsFile.flatten(label, input.toString()))
                .map(Objects::requireNonNull);
    }
}
