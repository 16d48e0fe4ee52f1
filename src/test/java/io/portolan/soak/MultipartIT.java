package io.portolan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Forms with a file and fields in front of it and behind: as large as files are, and many at a time. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class MultipartIT {

    private static final String BOUNDARY = "d1f5a0";
    private static final Buffer BEFORE = Buffer.buffer(
            part("form-data; name=\"purpose\"") + "batch\r\n" + part("form-data; name=\"file\"; filename=\"a.jsonl\""));
    private static final Buffer AFTER =
            Buffer.buffer("\r\n" + part("form-data; name=\"expires_after\"") + "3600\r\n" + "--" + BOUNDARY + "--\r\n");

    private static final long FILE = Scale.of("2GiB", "128MiB");
    private static final long ONE_OF_MANY = Scale.of("20MiB", "1MiB");
    private static final int MANY = 100;

    @TempDir
    private Path folder;

    private Store store;
    private Load load;

    @BeforeEach
    void start(Vertx vertx) {
        store = new Store(vertx, new HttpServerOptions().setMaxChunkSize(64 * 1024));
        load = new Load(vertx);
    }

    @Test
    void passesAFormOnByteForByte() throws Exception {
        try (Program portolan = Program.portolan("-Xmx256m", folder, store.port())) {

            Received announced = Load.await(send(portolan, FILE, true));
            Received chunked = Load.await(send(portolan, ONE_OF_MANY, false));

            Scale.report("form: most memory %d MiB%n", portolan.facts().largest() / Scale.MIB);
            assertThat(announced).isEqualTo(form(FILE));
            assertThat(chunked).isEqualTo(form(ONE_OF_MANY));
        }
    }

    @Test
    void passesManyOnAtOnce() throws Exception {
        try (Program portolan = Program.portolan("-Xmx512m", folder, store.port())) {
            List<Future<Received>> forms = new ArrayList<>();
            for (int form = 0; form < MANY; form++) {
                forms.add(send(portolan, ONE_OF_MANY, form % 2 == 0));
            }

            List<Received> all = Load.await(Future.all(forms)).list();

            Scale.report(
                    "%d forms at once: most memory %d MiB%n",
                    MANY, portolan.facts().largest() / Scale.MIB);
            assertThat(all).hasSize(MANY).containsOnly(form(ONE_OF_MANY));
        }
    }

    private Future<Received> send(Program portolan, long file, boolean announced) {
        return load.post(portolan).compose(request -> {
            request.putHeader("content-type", "multipart/form-data; boundary=" + BOUNDARY);
            if (announced) {
                request.putHeader("content-length", Long.toString(length(file)));
            } else {
                request.setChunked(true);
            }
            request.write(BEFORE).onFailure(gone -> {});
            Bytes.write(request, file, written -> request.end(AFTER).onFailure(gone -> {}));
            return request.response().compose(Load::told);
        });
    }

    private static Received form(long file) {
        MessageDigest sum = Bytes.sha256();
        sum.update(BEFORE.getBytes());
        Bytes.add(sum, file);
        sum.update(AFTER.getBytes());
        return new Received(length(file), Bytes.hex(sum));
    }

    private static long length(long file) {
        return BEFORE.length() + file + AFTER.length();
    }

    private static String part(String disposition) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n";
    }
}
