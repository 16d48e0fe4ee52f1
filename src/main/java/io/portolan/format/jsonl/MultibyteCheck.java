package io.portolan.format.jsonl;

/** Whether bytes beyond ASCII are a character in UTF-8: neither longer than need be, nor a surrogate (RFC 3629 4). */
final class MultibyteCheck {

    private int left;
    private int least;
    private int most;

    /** How many bytes the character has that begins here; 0 when it is none, or not all of it is in the range. */
    static int size(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xE0) {
            return lead >= 0xC2 && at + 1 < to && goesOn(bytes[at + 1]) ? 2 : 0;
        }
        if (at + 2 >= to || !goesOn(bytes[at + 1]) || !goesOn(bytes[at + 2])) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        if (lead < 0xF0) {
            return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3;
        }
        boolean sound = lead < 0xF4 ? lead > 0xF0 || second >= 0x90 : lead == 0xF4 && second < 0x90;
        return sound && at + 3 < to && goesOn(bytes[at + 3]) ? 4 : 0;
    }

    /** Whether a character may begin with it. */
    boolean begin(byte lead) {
        int b = lead & 0xFF;
        left = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        least = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        most = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        return b >= 0xC2 && b <= 0xF4;
    }

    /** Whether it may go on with it. */
    boolean take(byte next) {
        int b = next & 0xFF;
        boolean sound = b >= least && b <= most;
        left--;
        least = 0x80;
        most = 0xBF;
        return sound;
    }

    private static boolean goesOn(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** Whether the character has all its bytes. */
    boolean whole() {
        return left == 0;
    }
}
