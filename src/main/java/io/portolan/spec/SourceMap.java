package io.portolan.spec;

import java.util.HashMap;
import java.util.Map;

/** Where each part of a document stands. */
public final class SourceMap {

    private final Position start;
    private final PackedPositions positions;
    private final Map<String, Mount> mounts;

    /** A part that stands in another file. */
    private record Mount(SourceMap source, String path) {}

    private SourceMap(Position start, PackedPositions positions, Map<String, Mount> mounts) {
        this.start = start;
        this.positions = positions;
        this.mounts = mounts;
    }

    /**
     * The places of one file.
     *
     * @param start of the file
     * @param positions in it, by path
     */
    public static SourceMap of(Position start, Map<String, Position> positions) {
        return new SourceMap(start, PackedPositions.of(positions), Map.of());
    }

    /** This one, but that a part and all below it stand where another document has a part of its own. */
    SourceMap mounted(String path, SourceMap source, String sourcePath) {
        Map<String, Mount> more = new HashMap<>(mounts);
        more.put(path, new Mount(source, sourcePath));
        return new SourceMap(start, positions, Map.copyOf(more));
    }

    /**
     * The place of a part, or of the nearest part around it that the file does have.
     *
     * @param path such as {@code capability.consumes[0].baseUri}
     */
    public Position at(String path) {
        for (String part = mounts.isEmpty() ? "" : path; !part.isEmpty(); part = parent(part)) {
            Mount mount = mounts.get(part);
            if (mount != null) {
                return mount.source().at(mount.path() + path.substring(part.length()));
            }
        }
        for (String part = path; !part.isEmpty(); part = parent(part)) {
            Position position = positions.at(start.file(), part);
            if (position != null) {
                return position;
            }
        }
        return start;
    }

    private static String parent(String path) {
        int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return cut < 0 ? "" : path.substring(0, cut);
    }
}
