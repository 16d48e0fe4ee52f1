package io.portolan.bus;

import java.util.UUID;

/** The addresses on the bus: few, fixed, and never made from a caller's text. */
public final class Addresses {

    /** Where every node hears the id of a request that is cancelled. */
    public static final String CANCELLATIONS = "portolan:cancellations";

    /** Where every node hears that one of them serves other files. */
    public static final String RELOADS = "portolan:reloads";

    /** Where every node that runs this namespace's consumer listens. */
    public static String consumer(String namespace) {
        return "portolan." + namespace;
    }

    /** Where other Vert.x apps call one operation. */
    public static String capability(String namespace, String operation) {
        return "capability." + namespace + "." + operation;
    }

    /** Where one node alone listens, for as long as it runs. */
    static String node() {
        return "portolan:node:" + UUID.randomUUID();
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
