package io.portolan.files;

import io.portolan.format.Quote;
import io.portolan.plan.FileFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The files of one folder, as they are right now. Everything here blocks. Hidden files are not there; no path and no
 * symbolic link leads out of the folder.
 */
public final class FolderFiles {

    /** What one folder may hold: enough for any text, too little to keep a worker busy for long. */
    public static final int MOST_FILES = 1_000;

    static final long MOST_BYTES = 100L * 1024 * 1024;

    private static final int DEEPEST = 32;

    private final String owner;
    private final FileFolder folder;

    /** @param owner whose folder it is, for messages: {@code skill 'orders'} */
    public FolderFiles(String owner, FileFolder folder) {
        this.owner = owner;
        this.folder = folder;
    }

    /** Every file, by path. */
    public List<FolderFile> all() throws IOException {
        Path root = root();
        List<FolderFile> files = new ArrayList<>();
        Files.walkFileTree(root, Set.of(), DEEPEST, new Visitor(root, files));
        long bytes = files.stream().mapToLong(FolderFile::size).sum();
        if (bytes > MOST_BYTES) {
            throw tooLarge("more than " + MOST_BYTES / (1024 * 1024) + " MiB");
        }
        files.sort(Comparator.comparing(FolderFile::path));
        return files;
    }

    /** The file that these segments name. */
    public FolderFile file(List<String> segments) throws IOException {
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || !plain(segment)) {
                throw new UnservedFileException(
                        400, "path: " + Quote.of(segment) + " (expected: the name of a file or folder)");
            }
        }
        String path = String.join("/", segments);
        if (segments.stream().anyMatch(segment -> segment.startsWith("."))) {
            throw missing(path);
        }
        Path root = root();
        Path named = resolve(root, path);
        if (!Files.exists(named)) {
            throw missing(path);
        }
        Path real = named.toRealPath();
        if (!real.startsWith(root)) {
            throw new UnservedFileException(400, "path: " + Quote.of(path) + " leads out of the folder");
        }
        if (hidden(root.relativize(real)) || !Files.isRegularFile(real)) {
            throw missing(path);
        }
        return file(path, real, Files.readAttributes(real, BasicFileAttributes.class));
    }

    private Path root() throws IOException {
        Path home = Path.of(folder.home());
        Path beside = home.resolve(folder.path());
        Path start = Files.isDirectory(beside) ? home : Path.of("");
        Path root = start.resolve(folder.path());
        if (!Files.isDirectory(root)) {
            throw new UnservedFileException(404, owner + ": its folder is not there");
        }
        Path real = root.toRealPath();
        if (!real.startsWith(start.toRealPath())) {
            throw new UnservedFileException(404, owner + ": its folder leads out of where it may be");
        }
        return real;
    }

    private static Path resolve(Path root, String path) {
        try {
            return root.resolve(path);
        } catch (InvalidPathException unreadable) {
            throw new UnservedFileException(400, "path: " + Quote.of(path) + " (expected: the path of a file)");
        }
    }

    private static boolean plain(String segment) {
        return segment.chars().allMatch(c -> c >= ' ' && c != '/' && c != '\\' && c != 0x7F);
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static FolderFile file(String path, Path real, BasicFileAttributes attributes) {
        return new FolderFile(
                path, real, attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    private UnservedFileException missing(String path) {
        return new UnservedFileException(404, owner + " has no file " + Quote.of(path));
    }

    private UnservedFileException tooLarge(String found) {
        return new UnservedFileException(
                503,
                owner + " holds " + found + " (expected: at most " + MOST_FILES + " files and "
                        + MOST_BYTES / (1024 * 1024) + " MiB)");
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<FolderFile> files;

        Visitor(Path root, List<FolderFile> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return hidden(root.relativize(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Path relative = root.relativize(file);
            if (hidden(relative)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                add(relative, file, attributes);
            } else if (attributes.isSymbolicLink() && Files.exists(file)) {
                link(relative, file.toRealPath());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        private void link(Path relative, Path real) throws IOException {
            if (real.startsWith(root) && !hidden(root.relativize(real)) && Files.isRegularFile(real)) {
                add(relative, real, Files.readAttributes(real, BasicFileAttributes.class));
            }
        }

        private void add(Path relative, Path real, BasicFileAttributes attributes) {
            if (files.size() == MOST_FILES) {
                throw tooLarge("more than " + MOST_FILES + " files");
            }
            files.add(file(relative.toString().replace('\\', '/'), real, attributes));
        }
    }
}
