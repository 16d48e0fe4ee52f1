package io.portolan.cli;

import io.portolan.cli.settings.Setting;
import io.portolan.cli.settings.Settings;
import io.portolan.cli.settings.SettingsReader;
import io.portolan.cli.settings.SettingsSources;
import io.portolan.options.PortolanOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What may follow every verb: files, the settings file and flags for single settings. */
final class SettingsFlags {

    private static final String CONF = "--conf";
    private static final Path DEFAULT_FILE = Path.of("conf", "portolan.yaml");

    private final List<Setting<?>> settings;
    private final Shell shell;
    private final int first;

    /**
     * @param settings those that get a flag
     */
    SettingsFlags(List<Setting<?>> settings, Shell shell) {
        this(settings, shell, 0);
    }

    /** @param first where the files begin among the arguments */
    SettingsFlags(List<Setting<?>> settings, Shell shell, int first) {
        this.first = first;
        this.settings = List.copyOf(settings);
        this.shell = shell;
    }

    void addTo(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(first + "..*")
                .arity("0..*")
                .paramLabel("FILE|DIR")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Capability files, or folders of them. Without any, those of the setting"
                        + " 'capabilities'; without that, the ones that ship with Portolan.")
                .build());
        spec.addOption(OptionSpec.builder(CONF)
                .paramLabel("FILE")
                .type(String.class)
                .description("The settings file. Without it " + DEFAULT_FILE + " is read when it is there.")
                .build());
        settings.forEach(setting -> spec.addOption(flag(setting)));
    }

    /**
     * Reads the settings, prints what was ignored, and puts the files that were named in their place.
     *
     * @throws io.portolan.cli.settings.SettingsException when they cannot be used
     */
    PortolanOptions read(ParseResult arguments) {
        Settings read = read(sources(arguments));
        read.warnings().forEach(shell.err()::println);
        return options(arguments, read);
    }

    /**
     * Reads them once more, in silence; fails as {@link #read} does. On a thread of its own: a Vert.x is not made where
     * another one runs.
     */
    Future<PortolanOptions> again(ParseResult arguments) {
        Promise<PortolanOptions> read = Promise.promise();
        Thread.ofPlatform().daemon().name("portolan-settings").start(() -> {
            try {
                read.complete(options(arguments, read(sources(arguments))));
            } catch (Throwable fault) { // What await throws is whatever went wrong.
                read.fail(fault);
            }
        });
        return read.future();
    }

    /** The settings file, which may not be there. */
    Path file(ParseResult arguments) {
        return sources(arguments).file();
    }

    private PortolanOptions options(ParseResult arguments, Settings read) {
        List<String> paths = arguments.matchedPositionalValue(first, List.<String>of());
        return paths.isEmpty() ? read.options() : read.options().withCapabilities(paths);
    }

    private static Settings read(SettingsSources sources) {
        Vertx vertx = vertx();
        try {
            return new SettingsReader(vertx).read(sources).await();
        } finally {
            vertx.close().await();
        }
    }

    private static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    private SettingsSources sources(ParseResult arguments) {
        String named = arguments.matchedOptionValue(CONF, shell.environment().get("PORTOLAN_CONF"));
        Map<String, String> flags = new HashMap<>();
        for (Setting<?> setting : settings) {
            if (arguments.hasMatchedOption(setting.flag())) {
                Object value = arguments.matchedOptionValue(setting.flag(), null);
                flags.put(setting.name(), String.valueOf(value));
            }
        }
        return new SettingsSources(
                named == null ? defaultFile() : Path.of(named), named != null, shell.environment(), flags);
    }

    /** In the folder Portolan is installed in, or the current one; as short as it can be said. */
    private Path defaultFile() {
        Path here = Path.of("").toAbsolutePath();
        Path home = here.resolve(shell.environment().getOrDefault("PORTOLAN_HOME", ""))
                .normalize();
        Path file = home.resolve(DEFAULT_FILE);
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    private static OptionSpec flag(Setting<?> setting) {
        OptionSpec.Builder flag = OptionSpec.builder(setting.flag())
                .description(sentence(setting.meaning()))
                .paramLabel(setting.label());
        return setting.bare()
                ? flag.type(boolean.class).arity("0").negatable(true).build()
                : flag.type(String.class).arity("1").build();
    }

    private static String sentence(String meaning) {
        return Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1) + ".";
    }
}
