package io.portolan.bus.stream.protocol;

import io.portolan.bus.stream.protocol.StreamFrame.Ping;
import io.portolan.bus.stream.protocol.StreamFrame.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Which streams there are with another node. */
public final class RollCall {

    /** So that one frame is not larger than those that carry bytes; a standing takes 15 bytes or less. */
    private static final int MOST_OF_A_KIND = 2_000;

    private final List<Standing> reads = new ArrayList<>();
    private final List<Standing> writes = new ArrayList<>();

    /** One that it reads. */
    public void reads(Standing stream) {
        reads.add(stream);
    }

    /** One that it has sent to it. */
    public void writes(Standing stream) {
        writes.add(stream);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return reads.isEmpty() && writes.isEmpty();
    }

    /** As frames: several where one would be too large. */
    public void ask(String inbox, Consumer<Ping> told) {
        for (int from = 0; from < Math.max(reads.size(), writes.size()); from += MOST_OF_A_KIND) {
            told.accept(new Ping(inbox, part(reads, from), part(writes, from)));
        }
    }

    private static List<Standing> part(List<Standing> all, int from) {
        return List.copyOf(all.subList(Math.min(from, all.size()), Math.min(from + MOST_OF_A_KIND, all.size())));
    }
}
