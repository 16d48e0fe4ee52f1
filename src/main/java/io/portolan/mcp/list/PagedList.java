package io.portolan.mcp.list;

import io.portolan.format.JsonBytes;
import io.portolan.mcp.rpc.Revision;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One list as every revision spells it: a revision is encoded when it is first asked for, and then kept. */
public final class PagedList {

    private final String member;
    private final Function<Revision, List<String>> entries;
    private final Paging paging;
    private final Map<Revision, Encoded> encoded = new ConcurrentHashMap<>();

    /**
     * How lists are cut, and what follows a list in its result.
     *
     * @param size entries on a page; 0 for all of them
     * @param end of a result, by revision, closing braces included
     */
    public record Paging(int size, CursorKey key, Function<Revision, String> end) {}

    /**
     * @param version of the content: a digest
     * @param size of a page
     */
    private record Encoded(String version, int size, List<Buffer> pages) {}

    /**
     * @param member of the result that holds the list
     * @param entries in a stable order
     */
    public PagedList(String member, Function<Revision, List<String>> entries, Paging paging) {
        this.member = member;
        this.entries = entries;
        this.paging = paging;
    }

    /**
     * One page: the result and everything behind it.
     *
     * @param cursor null or empty for the first
     * @return null when the cursor belongs to no page of this list
     */
    public @Nullable Buffer page(Revision revision, @Nullable String cursor) {
        Encoded all = encoded.computeIfAbsent(revision, this::encode);
        int page = 0;
        if (cursor != null && !cursor.isEmpty()) {
            int offset = Cursor.offset(cursor, all.version(), paging.key());
            page = offset > 0 && offset % all.size() == 0
                    ? offset / all.size()
                    : all.pages().size();
        }
        return page < all.pages().size() ? all.pages().get(page) : null;
    }

    /** A digest of the whole list as a revision spells it. */
    public String version(Revision revision) {
        return encoded.computeIfAbsent(revision, this::encode).version();
    }

    private Encoded encode(Revision revision) {
        List<String> all = entries.apply(revision);
        int size = paging.size() == 0 ? Math.max(1, all.size()) : paging.size();
        String version = version(all);
        List<Buffer> pages = new ArrayList<>();
        for (int from = 0; from == 0 || from < all.size(); from += size) {
            int to = Math.min(all.size(), from + size);
            String next =
                    to == all.size() ? "" : ",\"nextCursor\":" + JsonBytes.quoted(Cursor.of(to, version, paging.key()));
            String list = String.join(",", all.subList(from, to));
            String page =
                    "{\"" + member + "\":[" + list + "]" + next + paging.end().apply(revision);
            pages.add(Buffer.buffer(page));
        }
        return new Encoded(version, size, List.copyOf(pages));
    }

    private String version(List<String> all) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(member.getBytes(StandardCharsets.UTF_8));
            all.forEach(entry -> digest.update(entry.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }
}
