package ckms.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A way to damage something, and the command that then runs.
 *
 * @param victim what is damaged, relative to the root
 */
record DamageCase(Path victim, Damaging damage, String command) {
    /** Of the cases of each kind, one that is chosen at random. */
    static List<DamageCase> eachKind(List<DamageCase> cases, Random random) {
        var chosen = new ArrayList<>(cases);
        Collections.shuffle(chosen, random);
        Map<String, DamageCase> kinds = new TreeMap<>();
        chosen.forEach(one -> kinds.put(one.kind(), one));
        return List.copyOf(kinds.values());
    }

    /** Returns the same text for what differs only in its package, its kernel or a digest. */
    private String kind() {
        String path = victim.toString()
                .replaceAll("foo|bar|baz", "NAME")
                .replaceAll("[0-9a-f]{64}", "DIGEST")
                .replaceAll("6\\.\\d+\\.0-1", "KERNEL")
                .replaceAll("(?<=NAME[/@])1(\\.0)?", "VERSION");
        return path + " " + damage + " " + command;
    }
}
