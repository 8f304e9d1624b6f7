package ckms.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** A "did you mean" question: it suggests the known word that is most like an unknown one. */
public final class Suggestion {
    private Suggestion() {}

    /** Returns a question to append to a sentence; an empty text if no known word is similar. */
    public static String question(String unknown, Collection<String> known) {
        return nearest(unknown, known)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static Optional<String> nearest(String unknown, Collection<String> known) {
        int tolerance = Math.max(1, Math.min(unknown.length(), 12) / 3);
        return known.stream()
                .filter(word -> Math.abs(word.length() - unknown.length()) <= tolerance)
                .filter(word -> distance(unknown, word) <= tolerance)
                .min(Comparator.<String>comparingInt(word -> distance(unknown, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Counts the letters to insert, remove, replace, or exchange with the next one (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int cheapest(int[][] steps, String a, String b, int i, int j) {
        int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
