package io.portolan.bus;

import java.util.UUID;

/** The addresses on the bus: few, fixed, and never made from a caller's text. */
public final class Addresses {

    /** Where every node hears who is there. */
    public static final String NODES = "portolan:nodes";

    /** Where every node hears that one of them serves other files. */
    public static final String RELOADS = "portolan:reloads";

    /** Where one instance of this namespace's consumer listens, on its node alone. */
    static String consumer(String namespace, long instance) {
        return "portolan." + namespace + "." + instance;
    }

    /** Where other Vert.x apps call one operation. */
    public static String capability(String namespace, String operation) {
        return "capability." + namespace + "." + operation;
    }

    /** Where one node alone listens, for as long as it runs. */
    public static String node(String id) {
        return "portolan:node:" + id;
    }

    /** Where one node alone hears how far calls have come that it watches. */
    static String progress() {
        return "portolan:progress:" + UUID.randomUUID();
    }

    /** Where one node alone hears of the streams it has and reads. */
    public static String streams() {
        return "portolan:streams:" + UUID.randomUUID();
    }

    /** Where one node gives parts of answers it keeps. */
    static String kept(String node) {
        return "portolan.kept." + node;
    }

    private Addresses() {}
}
