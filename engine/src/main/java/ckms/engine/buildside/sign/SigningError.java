package ckms.engine.buildside.sign;

import ckms.engine.host.Host;
import ckms.engine.host.process.Printed;
import ckms.engine.settings.SigningKey;
import java.util.List;

/** Words what {@code sign-file} and openssl print when they fail, which is the list of errors of OpenSSL's library. */
final class SigningError {
    /** A part of the print, and what it means. */
    private record Meaning(String part, String sentence) {}

    private SigningError() {}

    /** Says what a print means; of what is not known, it is the print itself in one line, without a PIN. */
    static String sentence(SigningKey key, Printed printed) {
        String text = printed.text().replace(key.key().word(), key.key().toString());
        String said = new Printed(printed.exit(), text).said().replaceAll("\\s*\\R\\s*", "; ");
        return meanings(key).stream()
                .filter(meaning -> text.contains(meaning.part()))
                .map(Meaning::sentence)
                .findFirst()
                .orElseGet(() -> key.key().inFile().isPresent() ? said : onToken(key) + " (" + said + ")");
    }

    private static List<Meaning> meanings(SigningKey key) {
        return List.of(
                new Meaning(
                        "OSSL_PROVIDER_try_load(pkcs11)",
                        "OpenSSL has no provider for keys on tokens, such as " + key.key()
                                + "; install it; on Debian: apt install pkcs11-provider"),
                new Meaning(
                        "private key does not match certificate",
                        "the certificate " + key.certificate() + " does not belong to the key " + key.key()
                                + "; name the one that was made for it"),
                new Meaning(
                        "bad decrypt",
                        "the passphrase in " + Host.PIN + " is not that of " + key.key() + "; set the right one"));
    }

    private static String onToken(SigningKey key) {
        return "the key " + key.key() + " can't be used; look whether its token is there, and whether " + Host.PIN
                + " is its PIN";
    }
}
