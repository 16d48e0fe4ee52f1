package io.portolan.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damages a real file at random, always the same way. */
@Timeout(60)
final class MutationTest {

    private static final String SIGNS = "a: b-[]{},\"'\\\n \t|>&*!%#@?~<\r0\uFEFF\uD83D";

    @Test
    void everyProblemOfADamagedFileStandsInsideIt() {
        Random random = new Random(20_261_122);
        String seed = Seeds.text("forge-training-jobs");

        for (int i = 0; i < 2_000; i++) {
            String text = i % 2 == 0 ? withDamagedLine(seed, random) : withDamagedCharacters(seed, random);

            for (Problem problem : SpecReader.read("f", text).problems()) {
                assertThat(inside(problem.at(), text))
                        .as(() -> problem + "\n" + text)
                        .isTrue();
            }
        }
    }

    private static String withDamagedLine(String seed, Random random) {
        List<String> lines = new ArrayList<>(seed.lines().toList());
        int at = random.nextInt(lines.size());
        String other = lines.get(random.nextInt(lines.size()));
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, other);
            case 2 -> lines.set(at, other);
            default ->
                lines.set(at, " ".repeat(random.nextInt(12)) + lines.get(at).strip());
        }
        return String.join("\n", lines);
    }

    private static String withDamagedCharacters(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, sign);
                case 2 -> text.setCharAt(at, sign);
                default -> text.setLength(Math.max(1, at));
            }
        }
        return text.toString();
    }

    /** One past the last character is inside: there the end of a line or file stands. */
    private static boolean inside(Position position, String text) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        if (position.line() < 1 || position.line() > lines.length) {
            return false;
        }
        String line = lines[position.line() - 1];
        return position.column() >= 1 && position.column() <= line.codePointCount(0, line.length()) + 1;
    }
}
