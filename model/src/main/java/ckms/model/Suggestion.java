package ckms.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean": the known word that an unknown one most likely stands for. */
public final class Suggestion {
    private Suggestion() {}

    /** A question to append to a sentence, or an empty text where no known word is near. */
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

    /** Levenshtein's distance: how many letters to insert, remove or replace. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
