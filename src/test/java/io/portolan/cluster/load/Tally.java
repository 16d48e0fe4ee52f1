package io.portolan.cluster.load;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What became of all calls of a load.
 *
 * @param begun when the first was due, by the clock of {@link System#nanoTime()}
 */
record Tally(List<Call> calls, long begun) {

    Tally {
        calls = List.copyOf(calls);
    }

    /** How it went in one second. */
    record Second(long second, int calls, double p50, double p99) {}

    List<Call> failed(boolean safe) {
        return calls.stream()
                .filter(call -> call.safe == safe && call.outcome != Call.Outcome.DONE)
                .filter(call -> safe || call.outcome != Call.Outcome.UNKNOWN)
                .toList();
    }

    List<Call> unknown() {
        return calls.stream()
                .filter(call -> !call.safe && call.outcome == Call.Outcome.UNKNOWN)
                .toList();
    }

    long resent() {
        return calls.stream().filter(call -> call.resent > 0).count();
    }

    /**
     * The longest that a call which is not safe went on, in milliseconds, after it had begun and a node was lost.
     *
     * @param losses when nodes were lost
     */
    double longestAfter(List<Long> losses) {
        return losses.stream()
                .mapToDouble(loss -> unsafe().filter(call -> call.begun <= loss + 1_000_000_000L && call.ended >= loss)
                        .mapToDouble(call -> (call.ended - Math.max(call.begun, loss)) / 1e6)
                        .max()
                        .orElse(0))
                .max()
                .orElse(0);
    }

    /** The p99 of calls begun in a window, in milliseconds, by the clock of {@link System#nanoTime()}. */
    double p99(long from, long to) {
        return quantile(calls.stream().filter(call -> call.begun >= from && call.begun < to), 0.99);
    }

    /** The longest of the calls begun in a window over some edges, in milliseconds. */
    double longest(long from, long to, List<String> edges) {
        return calls.stream()
                .filter(call -> call.begun >= from && call.begun < to && edges.contains(call.edge))
                .mapToDouble(Call::ms)
                .max()
                .orElse(0);
    }

    List<Second> seconds() {
        long last = calls.isEmpty() ? 0 : (calls.getLast().begun - begun) / 1_000_000_000L;
        return LongStream.rangeClosed(0, last).mapToObj(this::second).toList();
    }

    /** One line for a report. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%,d calls, %d a second: %d safe ones failed, %d sent again by the balancer, %d others failed, %d unknown",
                calls.size(),
                Math.round(calls.size() / Math.max(1e-9, (calls.getLast().begun - begun) / 1e9)),
                failed(true).size(),
                resent(),
                failed(false).size(),
                unknown().size());
    }

    /** Some of them, for the message of a test. */
    static String some(List<Call> calls) {
        return calls.stream()
                .sorted(Comparator.comparingLong(call -> call.begun))
                .limit(10)
                .map(Call::toString)
                .collect(Collectors.joining("\n", calls.size() + " calls:\n", "\n"));
    }

    private Second second(long second) {
        long from = begun + second * 1_000_000_000L;
        List<Call> these = calls.stream()
                .filter(call -> call.begun >= from && call.begun < from + 1_000_000_000L)
                .toList();
        return new Second(second, these.size(), quantile(these.stream(), 0.5), quantile(these.stream(), 0.99));
    }

    private Stream<Call> unsafe() {
        return calls.stream().filter(call -> !call.safe);
    }

    private static double quantile(Stream<Call> calls, double share) {
        double[] sorted = calls.mapToDouble(Call::ms).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }
}
