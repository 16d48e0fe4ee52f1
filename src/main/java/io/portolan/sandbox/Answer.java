package io.portolan.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes back to the caller.
 *
 * @param chunked whether the length is kept from the caller, as APIs do that write while they compute
 */
record Answer(int status, Map<String, String> headers, Buffer body, boolean chunked) {

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    static final Answer NO_CONTENT = new Answer(204, Map.of(), Buffer.buffer(), false);

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, JsonObject body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body.toBuffer(), false);
    }

    Answer with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body, chunked);
    }

    void write(HttpServerResponse response) {
        response.setStatusCode(status).setChunked(chunked);
        headers.forEach(response::putHeader);
        response.end(body)
                .onFailure(gone -> LOG.atDebug().addKeyValue("error", gone).log("answer was not sent"));
    }
}
