package ckms.engine.inputs;

import ckms.model.PackageId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The name of an input of a build; {@code toString} gives it as records and sentences use it. */
public sealed interface InputName {
    /** The order in which changes are told: what every build has, then symbols by their packages. */
    Comparator<InputName> ORDER = InputName::compare;

    /** An input that every build has. */
    enum Part implements InputName {
        /** The source tree without its recipe. */
        SOURCE("source"),
        /** What a build uses of the recipe. */
        RECIPE("recipe"),
        /** What tells the kernel's headers from others. */
        HEADERS("kernel headers"),
        /** What the compiler says of its version. */
        COMPILER("compiler"),
        /** What a build uses of the configuration. */
        CONFIGURATION("configuration"),
        /** The certificate of the key that modules are signed with. */
        KEY("signing key");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** The symbols that the modules of another package export. */
    record Symbols(PackageId dependency) implements InputName {
        private static final String BEGINNING = "symbols of ";

        @Override
        public String toString() {
            return BEGINNING + dependency;
        }
    }

    /**
     * Reads a name as {@code toString} writes it.
     *
     * @return empty if the text is no such name
     */
    static Optional<InputName> parse(String text) {
        if (text.startsWith(Symbols.BEGINNING)) {
            return PackageId.parse(text.substring(Symbols.BEGINNING.length())).map(Symbols::new);
        }
        return Arrays.stream(Part.values())
                .filter(part -> part.words.equals(text))
                .map(InputName.class::cast)
                .findFirst();
    }

    private static int compare(InputName one, InputName other) {
        if (one instanceof Part part && other instanceof Part another) {
            return part.compareTo(another);
        }
        if (one instanceof Symbols symbols && other instanceof Symbols others) {
            return symbols.dependency().compareTo(others.dependency());
        }
        return one instanceof Part ? -1 : 1;
    }
}
