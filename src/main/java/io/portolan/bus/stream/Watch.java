package io.portolan.bus.stream;

import io.vertx.core.Vertx;

/**
 * Asks the nodes that streams come from or go to whether they live. It counts its own rounds instead of reading the
 * time: when this process stands still for a while, what came meanwhile is heard before the next round. Lives on the
 * inbox's event loop.
 */
final class Watch {

    /** A dead node is to be noticed within 3 s; and a node that collects garbage is not dead. */
    private static final long ROUND_MS = 500;

    /** One question a second. */
    private static final int ROUNDS_OF_A_QUESTION = 2;

    /** Two answers missed, and some time for the third: 2.5 s. */
    private static final int MOST_SILENT_ROUNDS = 5;

    private final Vertx vertx;
    private final Inbox inbox;
    private int round;
    private long timer;
    private boolean over;

    Watch(Vertx vertx, Inbox inbox) {
        this.vertx = vertx;
        this.inbox = inbox;
    }

    void begin() {
        if (!over) {
            timer = vertx.setTimer(ROUND_MS, id -> round());
        }
    }

    void end() {
        over = true;
        vertx.cancelTimer(timer);
    }

    private void round() {
        boolean asks = round % ROUNDS_OF_A_QUESTION == 0;
        round++;
        inbox.roll().forEach((peer, roll) -> {
            if (roll.isEmpty()) {
                peer.heard();
            } else if (peer.silence() >= MOST_SILENT_ROUNDS) {
                inbox.lose(peer, "the other node is silent");
            } else if (asks) {
                roll.ask(inbox.address(), peer::tell);
            }
        });
        begin();
    }
}
