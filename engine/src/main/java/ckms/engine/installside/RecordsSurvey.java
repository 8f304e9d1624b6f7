package ckms.engine.installside;

import ckms.engine.host.files.Entries;
import ckms.engine.store.Fault;
import ckms.engine.store.RecordFiles;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All of the install side's records that can be read, and a list of what can't be read.
 *
 * @param inventories what is recorded as installed, in the order of the files' names
 * @param intents what was begun and not ended
 * @param marks what is not up to date, by kernel, whether the kernel is installed or not
 * @param unreadable the inventories and intents that can't be read
 * @param faults what is wrong with the records that can't be read
 */
public record RecordsSurvey(
        List<Inventory> inventories,
        List<Intent> intents,
        Map<Kernel, Set<Finalizer>> marks,
        List<Unreadable> unreadable,
        List<Fault> faults) {
    /**
     * Reads the records of some folders, which need not exist; no link below them is followed.
     *
     * @return what could be read; the rest is in {@link #faults}
     */
    public static RecordsSurvey of(List<Records> places) {
        var survey = new RecordsSurvey(
                new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        for (Records records : places) {
            survey.take(records.surveyInventories(), survey.inventories);
            survey.take(records.intents().survey(), survey.intents);
            BuildNotes.files(records.root())
                    .forEach(notes -> survey.faults.addAll(notes.all().faults()));
            survey.readMarks(records.root().resolve(Records.NEEDS_FINALIZE));
        }
        return survey;
    }

    private <T> void take(RecordFiles.Found<T> found, List<T> into) {
        into.addAll(found.values().values());
        for (Fault fault : found.faults()) {
            if (!faults.contains(fault)) {
                faults.add(fault);
                unreadable.add(Unreadable.of(fault));
            }
        }
    }

    /** Reads the marks, whose names say everything; a file with another name than a mark's is left out. */
    private void readMarks(Path folder) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            faults.add(Fault.damage(folder, "is not a folder"));
            return;
        }
        try {
            for (Path file : Entries.of(folder)) {
                Optional<Mark> mark = Mark.parse(file.getFileName().toString());
                mark.ifPresent(known -> marks.computeIfAbsent(known.kernel(), kernel -> EnumSet.noneOf(Finalizer.class))
                        .add(known.finalizer()));
                if (mark.isPresent() && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    faults.add(Fault.damage(file, "is not a regular file"));
                }
            }
        } catch (IOException problem) {
            faults.add(Fault.unreadable(folder, problem));
        }
    }
}
