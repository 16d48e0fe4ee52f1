package io.portolan.bus;

/** The addresses on the bus: few, fixed, and never made from a caller's text. */
public final class Addresses {

    /** Where every node that runs this namespace's consumer listens. */
    public static String consumer(String namespace) {
        return "portolan." + namespace;
    }

    /** Where other Vert.x apps call one operation. */
    public static String capability(String namespace, String operation) {
        return "capability." + namespace + "." + operation;
    }

    /** Where one node gives parts of answers it keeps. */
    static String kept(String node) {
        return "portolan.kept." + node;
    }

    private Addresses() {}
}
