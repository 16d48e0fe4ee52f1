package io.portolan;

import io.portolan.CapabilityFiles.Source;
import io.portolan.spec.Document;
import io.portolan.spec.Position;
import io.portolan.spec.Problem;
import io.portolan.spec.SpecReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads files in parallel, and parses again only those whose text has changed. */
final class DocumentCache {

    /** Of a file that is too large only this much is read, which tells whether it is a capability. */
    private static final int BEGINNING = 64 * 1024;

    /** File systems keep times this coarsely: a file that is younger may change once more under the same time. */
    private static final Duration COARSE = Duration.ofSeconds(2);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * What is known of a file.
     *
     * @param document null when the file cannot be read
     * @param text null when it is what it was at the time before
     * @param problem why it cannot be read; null when it can
     */
    record Read(
            Source source,
            @Nullable Document document,
            @Nullable String text,
            @Nullable Problem problem) {}

    /** A file as it was read last. */
    private record Entry(@Nullable Stamp stamp, String hash, Document document) {}

    /** What the file system says of a file. */
    private record Stamp(
            Instant modified, long size, @Nullable Object key, Instant seen) {

        static @Nullable Stamp of(@Nullable Path path) throws IOException {
            if (path == null) {
                return null;
            }
            Instant seen = Instant.now();
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(file.lastModifiedTime().toInstant(), file.size(), file.fileKey(), seen);
        }

        boolean stillSaysTheSame(Stamp now) {
            return modified.equals(now.modified)
                    && size == now.size
                    && Objects.equals(key, now.key)
                    && modified.plus(COARSE).isBefore(seen);
        }
    }

    /**
     * Reads all of them, in their order whatever is read first. Blocks.
     *
     * @param again whether they were read before, so that a file that is gone is left out
     * @param workers read one file each
     * @throws IOException when a named file is not there, or cannot be read, the first time
     */
    List<Read> read(Collection<Source> sources, boolean again, LoadProgress progress, ExecutorService workers)
            throws IOException {
        Set<String> names = sources.stream().map(Source::name).collect(Collectors.toSet());
        entries.keySet().retainAll(names);
        AtomicInteger done = new AtomicInteger();
        List<Future<@Nullable Read>> results = new ArrayList<>(sources.size());
        for (Source source : sources) {
            results.add(workers.submit(() -> {
                Read one = read(source, again);
                progress.read(done.incrementAndGet(), sources.size());
                return one;
            }));
        }
        List<Read> read = new ArrayList<>(sources.size());
        collect(results, read);
        return read;
    }

    /** All are waited for, so that one fault does not hide the others; they are the suppressed ones of the first. */
    private static void collect(List<Future<@Nullable Read>> results, List<Read> read) throws IOException {
        List<IOException> faults = new ArrayList<>();
        for (Future<@Nullable Read> result : results) {
            try {
                Read one = result(result);
                if (one != null) {
                    read.add(one);
                }
            } catch (InterruptedIOException interrupted) {
                throw interrupted;
            } catch (IOException fault) {
                faults.add(fault);
            }
        }
        if (!faults.isEmpty()) {
            IOException first = faults.removeFirst();
            faults.forEach(first::addSuppressed);
            throw first;
        }
    }

    private @Nullable Read read(Source source, boolean again) throws IOException {
        try {
            return read(source);
        } catch (IOException fault) {
            entries.remove(source.name());
            if (source.named() && !again) {
                throw fault;
            }
            boolean link = source.path() != null && Files.isSymbolicLink(source.path());
            return fault instanceof NoSuchFileException && !link
                    ? null
                    : new Read(source, null, null, unreadable(source, fault, link));
        }
    }

    private Read read(Source source) throws IOException {
        Stamp stamp = Stamp.of(source.path());
        Entry known = entries.get(source.name());
        if (known != null
                && known.stamp() != null
                && stamp != null
                && known.stamp().stillSaysTheSame(stamp)) {
            return new Read(source, known.document(), null, null);
        }
        if (stamp != null && stamp.size() > SpecReader.LONGEST) {
            return tooLarge(source, source.bytes(BEGINNING));
        }
        byte[] bytes = source.bytes(SpecReader.LONGEST + 1);
        if (bytes.length > SpecReader.LONGEST) { // A pipe, or a file that grows.
            return tooLarge(source, Arrays.copyOf(bytes, BEGINNING));
        }
        String hash = hash(bytes);
        if (known != null && known.hash().equals(hash)) {
            entries.put(source.name(), new Entry(stamp, hash, known.document()));
            return new Read(source, known.document(), null, null);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        Document document = SpecReader.read(source.name(), text);
        entries.put(source.name(), new Entry(stamp, hash, document));
        return new Read(source, document, text, null);
    }

    private Read tooLarge(Source source, byte[] bytes) {
        entries.remove(source.name());
        String beginning = new String(bytes, StandardCharsets.UTF_8);
        return new Read(source, SpecReader.tooLarge(source.name(), beginning), beginning, null);
    }

    private static Problem unreadable(Source source, IOException fault, boolean link) {
        String why;
        if (fault instanceof AccessDeniedException) {
            why = "no permission";
        } else if (link) {
            why = "the link leads nowhere";
        } else {
            why = String.valueOf(fault.getMessage());
        }
        return new Problem(Problem.Severity.ERROR, new Position(source.name(), 1, 1), "", "cannot be read: " + why);
    }

    private static @Nullable Read result(Future<@Nullable Read> result) throws IOException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("loading was interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new IOException(e);
            }
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
