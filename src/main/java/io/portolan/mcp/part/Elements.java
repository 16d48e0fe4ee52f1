package io.portolan.mcp.part;

/**
 * Elements of a JSON list of which a part is at hand. Told apart by brackets and commas alone: whether they are JSON is
 * another question.
 *
 * @param count those that are all there
 * @param end behind the last of them
 * @param next where the element behind it begins
 * @param closed whether the list ends there
 */
record Elements(int count, int end, int next, boolean closed) {

    /** Those between two places, of which the first is where an element begins. */
    static Elements scan(byte[] json, int from, int to) {
        Elements found = new Elements(0, from, from, false);
        int depth = 0;
        for (int at = from; at < to; at++) {
            switch (json[at]) {
                case '"' -> at = quote(json, at, to);
                case '[', '{' -> depth++;
                case '}' -> depth--;
                case ',' -> found = depth == 0 ? new Elements(found.count + 1, at, at + 1, false) : found;
                case ']' -> {
                    if (depth == 0) {
                        return new Elements(found.count + 1, at, at + 1, true);
                    }
                    depth--;
                }
                default -> {}
            }
        }
        return found;
    }

    /** Where the string that begins at a place ends. */
    private static int quote(byte[] json, int from, int to) {
        int at = from + 1;
        while (at < to && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at;
    }
}
