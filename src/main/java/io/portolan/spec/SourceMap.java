package io.portolan.spec;

import java.util.Map;

/** Where each part of a document stands. */
public final class SourceMap {

    private final Position start;
    private final Map<String, Position> positions;

    SourceMap(Position start, Map<String, Position> positions) {
        this.start = start;
        this.positions = Map.copyOf(positions);
    }

    /**
     * The place of a part, or of the nearest part around it that the file does have.
     *
     * @param path such as {@code capability.consumes[0].baseUri}
     */
    public Position at(String path) {
        for (String part = path; !part.isEmpty(); part = parent(part)) {
            Position position = positions.get(part);
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
