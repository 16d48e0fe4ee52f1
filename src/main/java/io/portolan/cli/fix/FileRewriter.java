package io.portolan.cli.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;

/** Puts another text into a file at one blow: who reads the file sees the old text or the new one, and never a part. */
public final class FileRewriter {

    private FileRewriter() {}

    /**
     * Replaces a text. The file keeps its permissions; where it is a link, what it points to is written.
     *
     * @param before what the file holds; it is left alone when it holds something else, such as bytes that are not UTF-8
     * @throws IOException when the file cannot be written, or has changed
     */
    public static void rewrite(Path file, String before, String after) throws IOException {
        Path real = file.toRealPath();
        if (!Files.isWritable(real)) {
            throw new FileSystemException(file.toString(), null, "cannot be written");
        }
        if (!Arrays.equals(Files.readAllBytes(real), before.getBytes(StandardCharsets.UTF_8))) {
            throw new FileSystemException(file.toString(), null, "has changed, or is not UTF-8, and is left as it is");
        }
        Path next = Files.createTempFile(real.toAbsolutePath().getParent(), "." + real.getFileName() + ".", ".tmp");
        try {
            write(next, after);
            keepPermissions(real, next);
            move(next, real);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /**
     * Makes a file that is not there yet, and the folders above it.
     *
     * @throws IOException when it cannot be made, or is there by now
     */
    public static void create(Path file, String text) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = Files.createTempFile(folder, "." + file.getFileName() + ".", ".tmp");
        try {
            write(next, text);
            // A link, unlike a move, does not replace what somebody else has made meanwhile.
            Files.createLink(file, next);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static void write(Path file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        PosixFileAttributeView young = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (old != null && young != null) {
            young.setPermissions(old.readAttributes().permissions());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException without) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
