package io.portolan.cli.settings;

import io.portolan.options.PortolanOptions;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads the settings of a process: the file, over it the environment, over it the flags. */
public final class SettingsReader {

    private final Vertx vertx;

    public SettingsReader(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The settings, or a {@link SettingsException} that holds everything wrong with them. */
    public Future<Settings> read(SettingsSources sources) {
        return file(sources).map(entries -> layer(entries, sources));
    }

    private Future<JsonObject> file(SettingsSources sources) {
        String label = sources.file().toString();
        return vertx.fileSystem().exists(label).compose(exists -> {
            if (exists) {
                return retrieve(label);
            }
            return sources.named()
                    ? Future.failedFuture(fault(label, "no such file (expected: a settings file)"))
                    : Future.succeededFuture(new JsonObject());
        });
    }

    private Future<JsonObject> retrieve(String label) {
        ConfigStoreOptions file = new ConfigStoreOptions()
                .setType("file")
                .setFormat(Yaml12Processor.FORMAT)
                .setConfig(new JsonObject().put("path", label).put(Yaml12Processor.LABEL, label));
        ConfigRetriever retriever = ConfigRetriever.create(
                vertx, new ConfigRetrieverOptions().setScanPeriod(-1).addStore(file));
        return retriever
                .getConfig()
                .recover(cause -> Future.failedFuture(
                        cause instanceof FileSystemException
                                ? fault(label, "cannot be read (expected: a file)")
                                : cause))
                .eventually(retriever::close);
    }

    private static Settings layer(JsonObject entries, SettingsSources sources) {
        SettingsLayers layers = new SettingsLayers();
        layers.file(entries);
        layers.environment(sources.environment());
        layers.flags(sources.flags());
        PortolanOptions options = layers.bind();
        return new Settings(options, layers.warnings());
    }

    private static SettingsException fault(String label, String text) {
        return new SettingsException(List.of(new SettingProblem(label, "", text)));
    }
}
