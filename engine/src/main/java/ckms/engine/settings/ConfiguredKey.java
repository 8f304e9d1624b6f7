package ckms.engine.settings;

import ckms.engine.host.Host;
import java.io.IOException;
import java.util.Optional;

/** The key that the user asked to sign with where a kernel's headers bring none. */
public sealed interface ConfiguredKey {
    /** Returns where the user asked for it, as sentences say it: {@code --sign}, or an option of the configuration. */
    String origin();

    /** Returns the key; empty if what the user wrote leads to none. */
    Optional<SigningKey> found();

    /**
     * Tells why the key can't be used, as far as its files tell.
     *
     * @throws IOException if a file can't be read, though it is there and may be read
     */
    Optional<KeyComplaint> complaint(Host host) throws IOException;

    /** Returns a complaint about this key as a sentence that says whose it is. */
    default String sentence(KeyComplaint complaint) {
        return origin() + ": " + complaint.sentence();
    }

    /** A key whose files are known by name; they need not be there. */
    record Named(String origin, SigningKey key) implements ConfiguredKey {
        @Override
        public Optional<SigningKey> found() {
            return Optional.of(key);
        }

        @Override
        public Optional<KeyComplaint> complaint(Host host) throws IOException {
            return key.complaint(host);
        }
    }

    /** A wish that leads to no key. */
    record Unknown(String origin, KeyComplaint why) implements ConfiguredKey {
        @Override
        public Optional<SigningKey> found() {
            return Optional.empty();
        }

        @Override
        public Optional<KeyComplaint> complaint(Host host) {
            return Optional.of(why);
        }
    }
}
