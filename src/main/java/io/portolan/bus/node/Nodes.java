package io.portolan.bus.node;

import io.portolan.bus.Addresses;
import io.portolan.bus.Failure;
import io.portolan.bus.Invocation;
import io.portolan.bus.LocalConsumers;
import io.portolan.bus.Result;
import io.portolan.bus.stream.Streams;
import io.portolan.options.BeatOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * This node among others: it knows who serves what, sends calls there, and runs theirs. Where the bus spans no cluster,
 * there is nobody else.
 */
public final class Nodes {

    private static final int LOOPS = Runtime.getRuntime().availableProcessors();

    /** How long a start waits for what the others say. */
    private static final long MEETING_MS = 1000;

    /** What it takes until others know what all were told, and what they sent before has come. */
    private static final long SPREADING_MS = 250;

    private final Vertx vertx;
    private final LocalConsumers consumers;
    private final String id = UUID.randomUUID().toString();
    private final Directory directory = new Directory();
    private final Offers offers;
    private final SentCalls sent;
    private final Roster roster;
    private final Desk desk;
    private final Reception reception;
    private volatile @Nullable Part part;
    private volatile boolean draining;

    /** What there is while it takes part. */
    private record Part(NodeIdentity who, BeatVerticle beats, Runnable watch, List<String> deployments) {}

    /**
     * How it introduces itself.
     *
     * @param name for people
     * @param roles in the words of the settings
     * @param version of its software
     */
    public record Introduction(
            String name, List<String> roles, String version, Membership membership, BeatOptions beats) {

        /** Of a node of which nothing is known. */
        public static final Introduction NONE =
                new Introduction("unnamed", List.of(), "", Membership.UNKNOWN, BeatOptions.defaults());

        public Introduction {
            roles = List.copyOf(roles);
        }
    }

    public Nodes(Vertx vertx, LocalConsumers consumers) {
        this.vertx = vertx;
        this.consumers = consumers;
        this.offers = new Offers(id, consumers);
        this.sent = new SentCalls(vertx, id);
        this.roster = new Roster(id, vertx.eventBus(), directory, sent, Streams.of(vertx));
        this.desk = new Desk(vertx.eventBus(), consumers, roster.post());
        this.reception = new Reception(Addresses.node(id), LOOPS, this::hear);
    }

    /** Meets the others. */
    public Future<Void> open(Introduction introduction) {
        if (!vertx.isClustered()) {
            return Future.succeededFuture();
        }
        Membership membership = introduction.membership();
        NodeIdentity who = new NodeIdentity(
                id,
                introduction.name(),
                membership.self(),
                Streams.of(vertx).inbox(),
                introduction.roles(),
                introduction.version());
        BeatVerticle beats = new BeatVerticle(introduction.beats(), new Tasks());
        List<String> deployments = new ArrayList<>();
        part = new Part(who, beats, membership.onLeft(roster::left), deployments);
        return reception
                .open(vertx, membership.busLoop())
                .onSuccess(deployments::add)
                .compose(listening -> vertx.deployVerticle(beats))
                .onSuccess(deployments::add)
                .compose(beating -> {
                    consumers.onChange(beats::changed);
                    return beats.run(() -> greet(true));
                })
                .compose(greeted -> {
                    roster.expect(membership::size);
                    vertx.setTimer(MEETING_MS, timer -> roster.begin());
                    return roster.met();
                });
    }

    /** Tells all at once what it serves, instead of soon. */
    public Future<Void> announce() {
        Part now = part;
        return now == null ? Future.succeededFuture() : now.beats().run(() -> greet(false));
    }

    /** Tells all that it takes no new calls from them, and waits until they know. */
    public Future<Void> leave() {
        draining = true;
        Part now = part;
        if (now == null || directory.all().isEmpty()) {
            return Future.succeededFuture();
        }
        return now.beats()
                .run(() -> beat(false))
                .compose(told -> vertx.timer(SPREADING_MS))
                .mapEmpty();
    }

    /** Takes part no more. */
    public Future<Void> close() {
        Part now = part;
        part = null;
        if (now == null) {
            return Future.succeededFuture();
        }
        consumers.onChange(() -> {});
        now.watch().run();
        roster.post().publish(new NodeFrame.Gone(id));
        roster.clear();
        return reception
                .close()
                .transform((deaf, cause) -> Future.join(
                        now.deployments().stream().map(vertx::undeploy).toList()))
                .mapEmpty();
    }

    /**
     * Whom to ask: the least busy node that holds the flow, does not leave and was not asked yet.
     *
     * @return null when there is none
     */
    public @Nullable Node choose(String namespace, String digest, Collection<Node> asked) {
        return directory.choose(namespace, digest, asked);
    }

    /** Whether any node but this one serves the namespace, in whatever version. */
    public boolean serve(String namespace) {
        return directory.serves(namespace);
    }

    /**
     * Has another node run a flow.
     *
     * @return fails with a {@link Failure}, or with {@link UndeliveredException} or {@link NodeLostException}
     */
    public Future<Result> call(Node node, String namespace, Invocation invocation, long timeoutMs) {
        return sent.send(node, namespace, invocation, timeoutMs);
    }

    /** Tells another node that nobody waits for this request any more. */
    public void cancel(Node node, String requestId) {
        roster.post().mention(node.who().id(), new NodeFrame.Cancelled(requestId));
    }

    /** Who is there, this one first; nobody where the bus spans no cluster. */
    public List<NodeView> views() {
        Part now = part;
        if (now == null) {
            return List.of();
        }
        List<NodeView> views = new ArrayList<>();
        views.add(NodeView.of(now.who(), standing(), offers.now().flows()));
        directory.all().forEach(node -> views.add(NodeView.of(node, directory.flows(node))));
        return views;
    }

    private NodeStanding standing() {
        return new NodeStanding(draining, consumers.calls().size(), offers.now().digest());
    }

    /** @param asks whether the others are to say at once how they are */
    private void greet(boolean asks) {
        offers.look();
        beat(asks);
    }

    private void beat(boolean asks) {
        Part now = part;
        if (now != null) {
            roster.post().publish(new NodeFrame.Beat(now.who(), standing(), asks));
        }
    }

    private void hear(NodeFrame frame) {
        switch (frame) {
            case NodeFrame.Call call -> desk.run(call);
            case NodeFrame.Outcome outcome -> sent.settle(outcome);
            case NodeFrame.Cancelled cancelled -> consumers.calls().cancel(cancelled.requestId());
            case NodeFrame.Beat beat -> hear(beat);
            case NodeFrame.Gone gone -> roster.hear(gone);
            case NodeFrame.Ask ask -> roster.post().mention(ask.from(), offers.now());
            case NodeFrame.Offer offer -> roster.hear(offer);
            case NodeFrame.Advanced elsewhere -> {}
        }
    }

    private void hear(NodeFrame.Beat beat) {
        Part now = part;
        if (now != null) {
            roster.hear(beat);
            if (beat.asks()) {
                roster.post().mention(beat.who().id(), new NodeFrame.Beat(now.who(), standing(), false));
            }
        }
    }

    private final class Tasks implements BeatVerticle.Tasks {

        @Override
        public void hear(NodeFrame frame) {
            Nodes.this.hear(frame);
        }

        @Override
        public void beat() {
            Nodes.this.beat(false);
        }

        @Override
        public void miss(long silentRounds) {
            roster.miss(silentRounds);
        }

        @Override
        public void look() {
            offers.look();
        }
    }
}
