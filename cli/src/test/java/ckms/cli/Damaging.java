package ckms.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ckms.engine.host.files.LinkedCopy;
import ckms.engine.host.files.Tree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to damage a file, a link or a folder. What was there is replaced, and never written to. */
@SuppressWarnings({"ImmutableEnumChecker", "EnumOrdinal"
}) // the changes are functions without a state; cases are drawn by number
enum Damaging {
    GONE {
        @Override
        void put(Path path, Path away, Random random) {}
    },
    EMPTY(text -> ""),
    NULL(text -> "null"),
    A_LIST(text -> "[]"),
    A_NUMBER(text -> "7"),
    TRAILING(text -> text + "null"),
    UNKNOWN_MEMBER(text -> text.replaceFirst("\\{", "{\"unknown\": 1, ")),
    NOT_UTF8(text -> text.substring(0, text.length() / 2) + "\u00ff" + text.substring(text.length() / 2)),
    NUL(text -> text.substring(0, text.length() / 2) + "\0" + text.substring(text.length() / 2)),
    TRUNCATED {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            byte[] whole = Files.readAllBytes(away);
            Files.write(path, Arrays.copyOf(whole, random.nextInt(Math.max(1, whole.length))));
        }

        @Override
        boolean isOf(Path path) {
            return isFile(path);
        }
    },
    /** Another value in the place of one of those in a JSON text. */
    NULL_INSIDE("null"),
    HUGE_INSIDE("9".repeat(400)),
    MINUS_INSIDE("-1"),
    LIST_INSIDE("[[]]"),
    OBJECT_INSIDE("{\"a\": null}"),
    EMPTY_INSIDE("\"\""),
    OUTSIDE_INSIDE("\"../../../etc/passwd\\u0000\""),
    NOISE {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            var noise = new byte[300];
            random.nextBytes(noise);
            Files.write(path, noise);
        }

        @Override
        boolean isOf(Path path) {
            return isFile(path);
        }
    },
    OVERLONG {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            sparse(path, 20L << 20);
        }
    },
    ENDLESS {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            sparse(path, 1L << 41);
        }
    },
    /** For another than root, it can't be read. */
    NO_PERMISSION {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            Files.copy(away, path);
            Files.setPosixFilePermissions(path, Set.of());
        }

        @Override
        boolean isOf(Path path) {
            return isFile(path);
        }
    },
    /** It has another name, of bytes that are no text. */
    NO_TEXT_FOR_A_NAME {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            String address = path.getParent().toUri() + "%FF%FE" + extension(path);
            LinkedCopy.of(away, Path.of(URI.create(address)));
        }
    },
    /** It has another name, of the most bytes that a name can have. */
    LONGEST_NAME {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            String end = extension(path);
            LinkedCopy.of(away, path.resolveSibling("x".repeat(255 - end.length()) + end));
        }
    },
    FOLDER {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            Files.createDirectory(path);
        }
    },
    FULL_FOLDER {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            Files.createDirectories(path.resolve("a/b"));
            Files.writeString(path.resolve("a/file"), "text");
        }
    },
    DANGLING_LINK {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            Files.createSymbolicLink(path, Path.of("/no/such/path"));
        }
    },
    LINK_TO_ITSELF {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            Files.createSymbolicLink(path, path.getFileName());
        }
    },
    LINK_TO_WHAT_IT_WAS {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            Files.createSymbolicLink(path, away);
        }
    },
    PIPE {
        @Override
        void put(Path path, Path away, Random random) throws IOException {
            try {
                if (new ProcessBuilder("mkfifo", path.toString()).start().waitFor() != 0) {
                    throw new IOException("mkfifo " + path);
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    };

    private static final Pattern VALUE = Pattern.compile("(?<=: |\\[ )(\"[^\"]*\"|\\d+|true|false|\\{ \\}|\\[ \\])");

    /** The names of files that ckms reads as texts; of others it only matters that they changed. */
    private static final Pattern TEXT = Pattern.compile(".*(\\.json|\\.next|\\.ini|/took/[^/]*|/lock[^/]*)");

    private final UnaryOperator<String> change;
    private final String inside;

    Damaging() {
        this.change = UnaryOperator.identity();
        this.inside = "";
    }

    Damaging(UnaryOperator<String> change) {
        this.change = change;
        this.inside = "";
    }

    Damaging(String inside) {
        this.change = UnaryOperator.identity();
        this.inside = inside;
    }

    /** Puts something else into the place of what was moved away. */
    void put(Path path, Path away, Random random) throws IOException {
        String text = Files.readString(away, ISO_8859_1);
        String other = inside.isEmpty() ? change.apply(text) : another(text, random);
        Files.writeString(path, other, ISO_8859_1);
    }

    private String another(String text, Random random) {
        Matcher values = VALUE.matcher(text);
        int count = (int) values.results().count();
        values.reset();
        for (int skipped = random.nextInt(Math.max(1, count)); values.find(); skipped--) {
            if (skipped == 0) {
                return text.substring(0, values.start()) + inside + text.substring(values.end());
            }
        }
        return inside;
    }

    /** Says whether this damage is one of what is at a path; what changes contents takes a file that has some. */
    boolean isOf(Path path) {
        boolean isOfText = ordinal() > EMPTY.ordinal() && ordinal() < NOISE.ordinal();
        return this == EMPTY
                ? isFile(path)
                : !isOfText || (isFile(path) && TEXT.matcher(path.toString()).matches());
    }

    /** The end of a name by which ckms knows a record. */
    private static String extension(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot < 10 ? name.substring(dot) : ".json";
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void sparse(Path path, long bytes) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes);
        }
    }

    /** Damages what is at a path; what was there is moved to another. */
    void damage(Path path, Path away, Random random) throws IOException {
        Tree.remove(away);
        Files.move(path, away);
        put(path, away, random);
    }
}
