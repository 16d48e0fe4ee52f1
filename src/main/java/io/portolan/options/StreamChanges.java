package io.portolan.options;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the {@link StreamOptions} of the process for one upstream; null where nothing does.
 *
 * @param jsonl the operations that take batch input files, which are checked before the API gets any of them; {@code *}
 *     for all
 */
public record StreamChanges(@Nullable Size most, @Nullable Duration total, List<String> jsonl) {

    /** Means every operation. */
    public static final String ALL = "*";

    /** Nothing differs. */
    public static final StreamChanges NONE = new StreamChanges(null, null, List.of());

    public StreamChanges {
        jsonl = List.copyOf(jsonl);
    }

    /** Changes that check nothing. */
    public StreamChanges(@Nullable Size most, @Nullable Duration total) {
        this(most, total, List.of());
    }

    /** Whether what is uploaded to this operation is checked as a batch input file. */
    public boolean checks(String operation) {
        return jsonl.contains(operation) || jsonl.contains(ALL);
    }

    /** The options with these changes. */
    public StreamOptions over(StreamOptions process) {
        return new StreamOptions(
                process.whole(),
                most == null ? process.most() : most,
                total == null ? process.total() : total,
                process.pickUp(),
                process.window(),
                process.windows(),
                process.sockets());
    }

    /** These changes, and those of a less specific pattern where these say nothing. */
    StreamChanges over(StreamChanges other) {
        return new StreamChanges(
                most == null ? other.most : most,
                total == null ? other.total : total,
                jsonl.isEmpty() ? other.jsonl : jsonl);
    }
}
