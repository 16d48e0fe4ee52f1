package io.portolan.bus.node;

import io.portolan.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageProducer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Another node, as it is known here. For any thread. */
public final class Node {

    static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setCodecName(NodeFrame.CODEC).setTracingPolicy(TracingPolicy.IGNORE);

    private final NodeIdentity who;
    private final MessageProducer<NodeFrame> producer;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger silence = new AtomicInteger();
    private volatile NodeStanding standing;
    private volatile boolean suspect;
    private volatile boolean gone;
    private volatile long heard = System.nanoTime();

    Node(EventBus bus, NodeIdentity who, NodeStanding standing) {
        this.who = who;
        this.standing = standing;
        this.producer = bus.sender(Addresses.node(who.id()), OPTIONS);
    }

    /** Tells it something; fails when that has certainly not arrived. */
    Future<Void> tell(NodeFrame frame) {
        try {
            return producer.write(frame);
        } catch (RuntimeException closedOrUnwritable) {
            return Future.failedFuture(closedOrUnwritable);
        }
    }

    NodeIdentity who() {
        return who;
    }

    NodeStanding standing() {
        return standing;
    }

    /** It lives. */
    void heard(NodeStanding now) {
        standing = now;
        suspect = false;
        silence.set(0);
        heard = System.nanoTime();
    }

    /** Another while is over; how many of them nothing was heard. */
    int silence() {
        return silence.incrementAndGet();
    }

    long heardMsAgo() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heard);
    }

    /** Something sent to it did not arrive: others are asked first, until it is heard again. */
    void suspect() {
        suspect = true;
    }

    boolean suspected() {
        return suspect;
    }

    /** Nothing is to be sent there any more. */
    void leave() {
        gone = true;
    }

    boolean gone() {
        return gone;
    }

    /** Calls sent there from here that are not answered. */
    AtomicInteger pending() {
        return pending;
    }

    /** How busy it is: what it said, and what was sent there since, of which it may have counted some already. */
    int load() {
        return standing.inFlight() + pending.get();
    }
}
