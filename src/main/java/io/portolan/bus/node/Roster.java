package io.portolan.bus.node;

import io.portolan.bus.stream.Streams;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import java.util.Map;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the directory in step with who comes, tells, falls silent and goes. For any thread. */
final class Roster {

    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final String self;
    private final EventBus bus;
    private final Directory directory;
    private final Post post;
    private final SentCalls sent;
    private final Streams streams;
    private final Promise<Void> met = Promise.promise();
    private volatile IntSupplier members = () -> 1;

    /** @param self the id of this node, of which it takes no notice */
    Roster(String self, EventBus bus, Directory directory, SentCalls sent, Streams streams) {
        this.self = self;
        this.bus = bus;
        this.directory = directory;
        this.post = new Post(bus, directory);
        this.sent = sent;
        this.streams = streams;
    }

    Post post() {
        return post;
    }

    /** @param members how many there are in the cluster, this one included */
    void expect(IntSupplier members) {
        this.members = members;
        meet();
    }

    /** When as many nodes have said what they serve as there are members, or {@linkplain #begin somebody} says so. */
    Future<Void> met() {
        return met.future();
    }

    /** Waits for nobody any longer. */
    void begin() {
        met.tryComplete();
    }

    void hear(NodeFrame.Beat beat) {
        String id = beat.who().id();
        if (id.equals(self)) {
            return;
        }
        Node newcomer = new Node(bus, beat.who(), beat.standing());
        Node node = directory.enter(newcomer);
        node.heard(beat.standing());
        if (node.equals(newcomer)) {
            log(node, "joined", "a node is there");
        }
        String offer = beat.standing().offer();
        if (offer.equals(Offers.NOTHING)) {
            directory.enter(new NodeFrame.Offer(id, Offers.NOTHING, Map.of()));
        } else if (!directory.knows(id, offer)) {
            post.mention(id, new NodeFrame.Ask(self));
        }
        meet();
    }

    void hear(NodeFrame.Offer offer) {
        directory.enter(offer);
        meet();
    }

    void hear(NodeFrame.Gone gone) {
        Node node = directory.find(gone.node());
        if (node != null) {
            lose(node, "left");
        }
    }

    /** The cluster manager says that a process is gone. */
    void left(String member) {
        directory.all().stream()
                .filter(node -> member.equals(node.who().member()))
                .forEach(node -> die(node, "left the cluster"));
    }

    /** Another round is over: those that were not heard for so many are gone. */
    void miss(long silentRounds) {
        directory.all().stream()
                .filter(node -> node.silence() >= silentRounds)
                .forEach(node -> die(node, "fell silent"));
    }

    /** This node takes part no more. */
    void clear() {
        directory.all().forEach(node -> lose(node, "was left"));
    }

    private void die(Node node, String why) {
        lose(node, why);
        streams.left(node.who().streams());
    }

    private void lose(Node node, String why) {
        node.leave();
        if (directory.remove(node)) {
            log(node, why, "a node is gone");
        }
        sent.lose(node, why);
    }

    private void meet() {
        if (met.future().isComplete()) {
            return;
        }
        long known = directory.all().stream()
                .filter(node -> directory.knows(node.who().id(), node.standing().offer()))
                .count();
        if (known >= members.getAsInt() - 1) {
            met.tryComplete();
        }
    }

    private static void log(Node node, String why, String message) {
        LOG.atInfo()
                .addKeyValue("node", node.who().name())
                .addKeyValue("id", node.who().id())
                .addKeyValue("reason", why)
                .log(message);
    }
}
