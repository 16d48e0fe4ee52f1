package io.portolan.cli.check;

import io.portolan.spec.Fix;
import io.portolan.spec.Problem;

/** A problem with the line it is on, and a caret below the place. */
final class Excerpt {

    /** In characters. */
    private static final int WIDEST = 140;

    private static final String TAB = "    ";

    private final SourceTexts texts;

    Excerpt(SourceTexts texts) {
        this.texts = texts;
    }

    String print(Problem problem) {
        return problem + "\n" + source(problem) + fix(problem);
    }

    private String source(Problem problem) {
        String line = texts.of(problem.at().file()).line(problem.at().line());
        if (line.isBlank()) {
            return "";
        }
        int column = Math.min(problem.at().column() - 1, line.codePointCount(0, line.length()));
        int caret = line.offsetByCodePoints(0, column);
        int from = line.offsetByCodePoints(0, Math.max(0, column - WIDEST / 2));
        int shown = Math.min(WIDEST, line.codePointCount(from, line.length()));
        int to = line.offsetByCodePoints(from, shown);
        String number = String.valueOf(problem.at().line());
        return "  " + number + " | " + visible(line.substring(from, to)) + "\n" + margin(number) + " | "
                + " ".repeat(Cells.of(visible(line.substring(from, caret)))) + "^\n";
    }

    private String fix(Problem problem) {
        Fix fix = problem.fix();
        if (fix == null || texts.edits(problem.at().file(), fix).isEmpty()) {
            return "";
        }
        return margin(String.valueOf(problem.at().line())) + " = --fix: " + fix.title() + "\n";
    }

    private static String margin(String number) {
        return "  " + " ".repeat(number.length());
    }

    /** As a terminal can show it: it steers nothing, and a tab is as wide as it is counted. */
    private static String visible(String piece) {
        return piece.replace("\t", TAB).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ");
    }
}
