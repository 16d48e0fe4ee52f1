package io.portolan.options;

/**
 * The event bus.
 *
 * @param publicAddresses who may call {@code capability.<namespace>.<operation>}
 */
public record BusOptions(PublicAddresses publicAddresses) {

    /** How far the public addresses reach. */
    public enum PublicAddresses {
        /** Any verticle of this Vert.x instance. */
        LOCAL,
        /** Every member of the cluster; the cluster's network is then the fence. */
        CLUSTER,
        /** Nobody. */
        OFF
    }

    public static BusOptions defaults() {
        return new BusOptions(PublicAddresses.LOCAL);
    }
}
