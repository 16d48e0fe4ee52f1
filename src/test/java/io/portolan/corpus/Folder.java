package io.portolan.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of capability files: where the real ones are, and copies of them whose base URIs lead to a test's upstream. */
record Folder(Path root) {

    private static final Pattern BASE_URI =
            Pattern.compile("^(\\s*(?:- )?baseUri:)\\s*(['\"]?)([^'\"\\n]*)\\2\\s*$", Pattern.MULTILINE);

    private static final Pattern AUTHORITY = Pattern.compile("^[^/]*://[^/]*");

    /** The folder of files from the wild, which are not part of this repository. */
    static Path wild() {
        return Path.of(System.getProperty("portolan.corpus", "../shared/corpus"));
    }

    /** Whether it is there; says so when it is not. */
    static boolean present() {
        boolean present = Files.isDirectory(wild());
        if (!present) {
            System.out.println("SKIPPED: no folder " + wild().toAbsolutePath().normalize()
                    + " (expected: capability files, or the system property portolan.corpus)");
        }
        return present;
    }

    /** Capability files below, by path. */
    List<Path> files() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies of all files under another root, each with its base URIs on this port, the paths kept. */
    Folder copiedTo(Path target, int port) {
        for (Path file : files()) {
            write(target.resolve(root.relativize(file).toString()), leading(read(file), port));
        }
        return new Folder(target);
    }

    /** The text with its base URIs on a port of loopback. */
    static String leading(String text, int port) {
        return BASE_URI.matcher(text).replaceAll(found -> {
            String path = AUTHORITY.matcher(found.group(3)).replaceFirst("");
            String kept = path.startsWith("/") && !path.contains("{") ? path : "";
            return Matcher.quoteReplacement(found.group(1) + " 'http://127.0.0.1:" + port + kept + "'");
        });
    }

    /** The files as the oracle reads them. */
    List<CapabilityFile> readAll() {
        return files().stream().map(file -> CapabilityFile.read(root, file)).toList();
    }

    /** Everything exposed, each under the namespace it is served as: the first to claim one has it. */
    static List<Exposed> exposed(List<CapabilityFile> files) {
        Map<String, Set<String>> claims = new HashMap<>();
        List<Exposed> all = new ArrayList<>();
        for (CapabilityFile file : files) {
            all.addAll(file.exposed(claiming(claims, "rest"), claiming(claims, "mcp")));
        }
        return all;
    }

    private static UnaryOperator<String> claiming(Map<String, Set<String>> claims, String kind) {
        Set<String> taken = claims.computeIfAbsent(kind, first -> new HashSet<>());
        return namespace -> {
            String name = namespace;
            for (int next = 2; !taken.add(name); next++) {
                name = namespace + "-" + next;
            }
            return name;
        };
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
