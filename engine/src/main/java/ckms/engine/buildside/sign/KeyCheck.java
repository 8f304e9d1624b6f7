package ckms.engine.buildside.sign;

import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Printed;
import ckms.engine.settings.CertificateFile;
import ckms.engine.settings.ConfiguredKey;
import ckms.engine.settings.KeyComplaint;
import ckms.engine.settings.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether modules can be signed with the key that the user asked for, before anything is built: what its files
 * tell, and, with openssl where that is installed, whether the key can be opened and the certificate belongs to it. A
 * key on a token is only tried when modules are signed.
 */
public final class KeyCheck {
    private static final Pattern PUBLIC = Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");

    private final Host host;

    /** Makes a check of keys on a host. */
    public KeyCheck(Host host) {
        this.host = host;
    }

    /**
     * Tells why the key can't be used.
     *
     * @throws IOException if a file can't be read, or openssl can't be run
     * @throws InterruptedException if the thread is interrupted while it waits for openssl
     */
    public Optional<KeyComplaint> complaint(ConfiguredKey key) throws IOException, InterruptedException {
        Optional<KeyComplaint> ofFiles = key.complaint(host);
        Optional<Path> file = key.found().flatMap(pair -> pair.key().inFile());
        return ofFiles.isPresent() || file.isEmpty() || !host.has("openssl")
                ? ofFiles
                : ofPair(file.get(), key.found().orElseThrow().certificate()).map(KeyComplaint::of);
    }

    private Optional<String> ofPair(Path key, Path certificate) throws IOException, InterruptedException {
        // With neither of these, openssl would ask on the terminal.
        String passphrase = host.pin().isPresent() ? "env:" + Host.PIN : "pass:";
        var words = List.of("openssl", "pkey", "-in", key.toString(), "-passin", passphrase, "-pubout");
        Printed printed = host.processes()
                .print(new Command(words, Path.of("").toAbsolutePath(), host.signing()).atMost(Command.SHORT));
        Matcher found = PUBLIC.matcher(printed.text());
        if (!printed.isGood() || !found.find()) {
            return Optional.of(
                    SigningKey.isProtected(key)
                            ? "the passphrase in " + Host.PIN + " is not that of " + key + "; set the right one"
                            : "openssl can't read the private key in " + key + "; make it anew, or name another");
        }
        byte[] ofKey = Base64.getMimeDecoder().decode(found.group(1));
        Optional<Certificate> read = new CertificateFile(certificate).read();
        return read.filter(of -> Arrays.equals(of.getPublicKey().getEncoded(), ofKey))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("the certificate " + certificate + " does not belong to the key " + key
                        + "; name the one that was made for it");
    }
}
