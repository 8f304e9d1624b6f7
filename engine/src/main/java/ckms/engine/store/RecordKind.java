package ckms.engine.store;

import ckms.model.Cell;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of record: how its files are named, and how one is read.
 *
 * @param suffixes the ends of the names of its files; a file of another name in their folder is no record
 * @param limit the most bytes that a file may have
 */
public record RecordKind<T>(Set<String> suffixes, int limit, Form<T> form) {
    /** The way to read a file's text. */
    @FunctionalInterface
    public interface Form<T> {
        /**
         * Makes a value of a file's name and text.
         *
         * @throws IOException if they stand for no value; the message says why, in words that follow the file's path
         */
        T read(String name, String text) throws IOException;
    }

    /** Makes a kind with a copy of the suffixes. */
    public RecordKind {
        suffixes = Set.copyOf(suffixes);
    }

    /** Makes a kind of records in JSON, each about a cell that its file is named after. */
    public static <T> RecordKind<T> ofCells(Set<String> suffixes, int limit, Class<T> type) {
        return new RecordKind<>(suffixes, limit, (name, text) -> {
            if (cell(name).isEmpty()) {
                throw new IOException("its name is that of no package and kernel");
            }
            return RecordJson.JSON.read(text, type);
        });
    }

    /** Reads the cell from the name of a file about one; empty if the name is none. */
    public static Optional<Cell> cell(String name) {
        int suffix = name.lastIndexOf('.');
        return suffix < 0 ? Optional.empty() : StateDirectory.cell(name.substring(0, suffix));
    }

    /** Says whether a file of a name is a record; one that is being written begins with a dot. */
    boolean isRecord(String name) {
        return !name.startsWith(".") && suffixes.stream().anyMatch(name::endsWith);
    }
}
