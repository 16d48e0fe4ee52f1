package io.portolan.cluster;

import static io.portolan.testing.RunningPortolan.await;
import static io.portolan.testing.RunningPortolan.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.bus.stream.ByteStream;
import io.portolan.bus.stream.Streams;
import io.portolan.bus.stream.protocol.Reference;
import io.portolan.testing.Cluster;
import io.portolan.testing.Fountain;
import io.portolan.testing.Loops;
import io.portolan.testing.Sums;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of streams between two nodes when one of them closes its own. */
final class ClosedStreamsTest {

    private Cluster cluster;
    private Vertx here;
    private Vertx there;
    private Streams reader;
    private Streams writer;

    @BeforeEach
    void start() throws Exception {
        cluster = Cluster.start().streams();
        here = cluster.edge();
        there = cluster.worker();
        reader = Streams.of(here);
        writer = Streams.of(there);
    }

    @AfterEach
    void leavesNothingOpen() throws Exception {
        cluster.awaitNothingOpen();
        cluster.close();
    }

    @Test
    void breakOffWhereTheyAreReadWhenTheirSourceCloses() {
        Fountain source = Fountain.dry();
        Future<String> all = begin(source);

        await(writer.close());

        assertThatThrownBy(() -> await(all)).hasMessageContaining("the node it comes from closes");
        eventually(there, source::aborted);
        assertThat(reader.broken()).isEqualTo(1);
        assertThat(writer.broken()).isEqualTo(1);
    }

    @Test
    void breakOffAtTheirSourceWhenTheirReaderCloses() {
        Fountain source = Fountain.dry();
        Future<String> all = begin(source);

        await(reader.close());

        assertThatThrownBy(() -> await(all)).hasMessageContaining("the node that reads it closes");
        eventually(there, source::aborted);
        assertThat(reader.broken()).isEqualTo(1);
        assertThat(writer.broken()).isEqualTo(1);
    }

    @Test
    void areLetGoOfWhenNobodyHasFetchedThem() {
        Fountain source = Fountain.dry();
        Reference offered = writer.refer(await(source.offer(there)));

        await(writer.close());

        eventually(there, source::aborted);
        assertThatThrownBy(() -> await(read(reader.fetch(offered)))).hasMessageContaining("it is not offered any more");
    }

    @Test
    void goOnUntilTheLastWhoBeganToExchangeThemCloses() {
        await(writer.listen());
        Fountain source = Fountain.dry();
        Future<String> all = begin(source);

        await(writer.close());
        source.pour(Buffer.buffer(" more"));
        source.dryUp();

        await(all);
        assertThat(writer.broken()).isZero();
    }

    /** A stream from the other node that has begun. */
    private Future<String> begin(Fountain source) {
        Future<String> all = read(reader.fetch(writer.refer(await(source.offer(there)))));
        source.pour(Buffer.buffer("some"));
        await(here.timer(100));
        return all;
    }

    private Future<String> read(ByteStream stream) {
        return Loops.run(here, () -> Sums.of(stream.take())).compose(sum -> sum);
    }
}
