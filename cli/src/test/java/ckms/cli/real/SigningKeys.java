package ckms.cli.real;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes keys to sign modules with, as a user would. */
final class SigningKeys {
    private SigningKeys() {}

    /** Makes {@code PREFIX.pem}, which only its owner reads, and {@code PREFIX.x509}. */
    static Path make(Path prefix, String name) throws IOException, InterruptedException {
        openssl(
                "req",
                "-new",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-sha256",
                "-days",
                "3650",
                "-subj",
                "/CN=" + name + "/",
                "-outform",
                "DER",
                "-keyout",
                prefix + ".pem",
                "-out",
                prefix + ".x509");
        return prefix;
    }

    static void openssl(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        Run made = RealHost.run(Map.of(), command.toArray(String[]::new));
        if (made.code() != 0) {
            throw new IllegalStateException(made.toString());
        }
    }
}
