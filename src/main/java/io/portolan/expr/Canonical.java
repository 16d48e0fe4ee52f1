package io.portolan.expr;

/** Text of the file inside the canonical text of a plan: quoted, so that no two different plans print alike. */
final class Canonical {

    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private Canonical() {}
}
