package io.portolan.mcp.answer;

import io.portolan.format.JsonBytes;
import io.portolan.mcp.rpc.Revision;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes content blocks, each in a form that the client's revision knows. */
final class ContentBlocks {

    private final JsonBytes out;
    private final Revision revision;
    private boolean first = true;

    ContentBlocks(JsonBytes out, Revision revision) {
        this.out = out;
        this.revision = revision;
    }

    ContentBlocks text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    ContentBlocks text(byte[] utf8) {
        next("text").raw(",\"text\":").string(utf8).raw("}");
        return this;
    }

    /**
     * An answer, or a part of one, in one block; none for an empty one.
     *
     * @param uri to find binary content by when the answer says none itself
     */
    ContentBlocks answer(ToolAnswer answer, String uri) {
        String location = answer.location();
        switch (answer.kind()) {
            case EMPTY, PARTS -> {}
            case TEXT, JSON, JSON_OBJECT -> {
                if (location == null) {
                    text(answer.bytes());
                } else {
                    resource(location, answer)
                            .raw(",\"text\":")
                            .string(answer.bytes())
                            .raw("}}");
                }
            }
            case IMAGE -> picture("image", location == null, answer, uri);
            case AUDIO -> picture("audio", location == null && revision.knowsAudio(), answer, uri);
            case BINARY -> picture("", false, answer, uri);
        }
        return this;
    }

    /** A link to a resource, where the revision has such a thing. */
    void link(String uri, String name, String mediaType) {
        if (revision.knowsResourceLinks()) {
            next("resource_link")
                    .raw(",\"uri\":")
                    .string(uri)
                    .raw(",\"name\":")
                    .string(name)
                    .raw(",\"mimeType\":")
                    .string(mediaType)
                    .raw("}");
        }
    }

    private void picture(String type, boolean plain, ToolAnswer answer, String uri) {
        if (plain) {
            next(type)
                    .raw(",\"data\":\"")
                    .raw(Base64.getEncoder().encode(answer.bytes()))
                    .raw("\",\"mimeType\":")
                    .string(answer.essence())
                    .raw("}");
        } else {
            resource(answer.location() == null ? uri : answer.location(), answer)
                    .raw(",\"blob\":\"")
                    .raw(Base64.getEncoder().encode(answer.bytes()))
                    .raw("\"}}");
        }
    }

    private JsonBytes resource(String uri, ToolAnswer answer) {
        return next("resource")
                .raw(",\"resource\":{\"uri\":")
                .string(uri)
                .raw(",\"mimeType\":")
                .string(answer.mediaType());
    }

    private JsonBytes next(String type) {
        out.raw(first ? "" : ",").raw("{\"type\":\"").raw(type).raw("\"");
        first = false;
        return out;
    }
}
