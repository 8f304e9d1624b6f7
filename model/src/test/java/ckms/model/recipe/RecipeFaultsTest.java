package ckms.model.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.model.Diagnostic;
import ckms.model.Kernel;
import ckms.model.SourceText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code ckms check} says of a recipe: every fault, and what nothing reads. */
class RecipeFaultsTest {
    private static final RecipeContext CONTEXT = new RecipeContext(
            Path.of("/state"), Path.of("/dest"), new Kernel("6.1.0-1", "x86_64"), Path.of("/headers"));

    private static List<Diagnostic> faults(String text) {
        return RecipeFile.faults(SourceText.of("ckms.ini", text), CONTEXT);
    }

    private static List<String> lines(String text) {
        return faults(text).stream()
                .map(fault -> fault.place().orElseThrow().line() + " "
                        + fault.severity().word() + " " + fault.code())
                .toList();
    }

    @Test
    void everyFaultIsNamedWithItsLine() {
        assertEquals(
                List.of(
                        "1 error no-name",
                        "2 warning unknown-option",
                        "3 error bad-version",
                        "4 error bad-strip",
                        "5 error unknown-section",
                        "8 error unknown-option",
                        "9 error ini-percent",
                        "10 error no-dest",
                        "11 error bad-path",
                        "12 error unknown-option"),
                lines("""
                        [general]
                        nmae = foo
                        version = ../1
                        strip = perhaps
                        [hook]
                        build = x
                        [hooks]
                        bulid = x
                        post_build = date +%s
                        [module.foo]
                        path = ../x
                        dset = extra
                        """));
    }

    @Test
    void aMisspeltNameIsAnsweredWithTheRightOne() {
        List<Diagnostic> faults =
                faults("[general]\nname=a\nversion=1\n[hooks]\npost_biuld=x\n[module.a]\npath=.\ndest=.\n");
        assertEquals(
                "nothing reads 'post_biuld' of [hooks]; did you mean 'post_build'?",
                faults.get(0).sentence());
    }

    @Test
    void whatAnotherOptionRefersToIsAVariableOfTheAuthors() {
        assertEquals(List.of(), faults("""
                [general]
                name = a
                version = 1
                dir = x
                [hooks]
                opts = -C %(dir)s
                build = make %(OPTS)s
                [module.a]
                path = %(where)s
                where = .
                dest = .
                """));
    }
}
