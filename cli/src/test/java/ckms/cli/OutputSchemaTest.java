package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.report.doctor.FindingKind;
import ckms.model.plan.Action;
import ckms.model.run.FailureKind;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is printed as JSON is as the project's schemas say. */
class OutputSchemaTest extends OnAFakeRoot {
    private static final String MANIFEST = manifest("[6.1.0-1, 9.9.9]", "foo=1.0", "bar=1") + "    depends_on: [foo]\n";

    private void isAs(String schema, String json) throws IOException {
        var mapper = new ObjectMapper();
        JsonSchema read = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(mapper.readTree(Files.readString(Path.of("..", "docs", "schema", schema + ".schema.json"))));
        assertEquals(Set.of(), read.validate(mapper.readTree(json)), json);
    }

    @Test
    void aPlan() throws IOException {
        ckms(MANIFEST, "plan", "-", "--json");
        isAs("plan", out());
        ckms(MANIFEST, "plan", "-", "--out", "ROOT/plan.json");
        ckms("", "show", "ROOT/plan.json", "--json");
        isAs("plan", out());
    }

    @Test
    void aPlanWithDrift() throws IOException {
        String foo = manifest("6.1.0-1", "foo=1.0");
        ckms(foo, "-D", "apply", "-");
        Files.delete(root.modules().resolve("6.1.0-1/extra/foo.ko"));
        ckms(foo, "plan", "-", "--json");
        isAs("plan", out());
    }

    @Test
    void eachLineOfARun() throws IOException {
        Files.writeString(
                root.root.resolve("usr/src/bar-1/ckms.ini"),
                "\n[hooks]\nbuild = exit 1\n",
                java.nio.file.StandardOpenOption.APPEND);
        for (String manifest : new String[] {MANIFEST, MANIFEST.replace("9.9.9", "6.6.0-1"), "schema: 2\n"}) {
            ckms(manifest, "-D", "apply", "-", "--json");
            for (String line : out().lines().toList()) {
                isAs("run", line);
            }
        }
    }

    @Test
    void whatDoctorFound() throws IOException {
        ckms(MANIFEST, "-D", "apply", "-");
        Files.delete(root.modules().resolve("6.1.0-1/extra/foo.ko"));
        Files.createFile(root.modules().resolve("6.1.0-1/extra/.foo.ko.ckms-new"));
        ckms("", "doctor", "--json");
        isAs("doctor", out());
        ckms("", "doctor", "--fix", "--json");
        isAs("doctor", out());
    }

    @Test
    void statusAndAnExplanation() throws IOException {
        ckms(MANIFEST, "-D", "apply", "-");
        ckms("", "status", "--json");
        isAs("status", out());
        ckms(MANIFEST, "explain", "foo@6.1.0-1", "-", "--json");
        isAs("explanation", out());
        ckms(MANIFEST, "explain", "bar@6.12.0-1", "-", "--json");
        isAs("explanation", out());
    }

    @Test
    void theSchemasKnowAllActionsAllKindsOfFailuresAndAllKindsOfFindings() throws IOException {
        String plan = Files.readString(Path.of("..", "docs", "schema", "plan.schema.json"));
        String run = Files.readString(Path.of("..", "docs", "schema", "run.schema.json"));
        for (Action action : Action.values()) {
            // A plan by manifests collects nothing.
            boolean isPlanned = action.phase() != Action.Phase.COLLECTING;
            assertEquals(isPlanned, plan.contains("\"" + action + "\""), action.toString());
            assertEquals(isPlanned, run.contains("\"" + action + "\""), action.toString());
        }
        for (FailureKind kind : FailureKind.values()) {
            assertTrue(run.contains("\"" + kind.name().toLowerCase(Locale.ROOT) + "\""), kind.toString());
        }
        String doctor = Files.readString(Path.of("..", "docs", "schema", "doctor.schema.json"));
        for (FindingKind kind : FindingKind.values()) {
            assertTrue(doctor.contains("\"" + kind.code() + "\""), kind.name());
        }
    }

    @Test
    void aFailureSaysWhatToDoNext() throws IOException {
        root.addSource(FakeRoot.FOO, "echo 'x.c:1:10: fatal error: a.h: No such file or directory'; exit 2");
        assertEquals(4, ckms(manifest("6.1.0-1", "foo=1.0"), "-D", "apply", "-", "--json"));
        assertTrue(out().contains("\"kind\":\"missing_header\""), out());
        assertTrue(out().contains("\"advice\":\"install the package that brings it, and try again\""), out());
    }
}
