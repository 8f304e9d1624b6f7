package ckms.engine.settings;

import ckms.engine.host.Roots;
import ckms.model.config.GlobalConfig;
import ckms.model.config.PrivateKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the files of the key that the user asked for. */
public final class KeySearch {
    private static final String OPTION = "--sign";
    private static final List<String> KEYS = List.of("", ".pem", ".priv", ".key");
    /** Of what is beside a key; {@code .pub} is what DKMS calls its certificate. */
    private static final List<String> CERTIFICATES = List.of(".x509", ".der", ".crt", ".cer", ".pub", ".pem");

    private final String origin;
    private final Roots roots;

    private KeySearch(String origin, Roots roots) {
        this.origin = origin;
        this.roots = roots;
    }

    /**
     * Finds the key of {@code --sign}.
     *
     * @param text key and certificate with a comma between them; or the key alone, whose ending may be left out
     * @param roots the root that is worked on, in which links are followed as there
     * @throws IOException if a file can't be read, though it is there and may be read
     */
    public static ConfiguredKey ofOption(String text, Roots roots) throws IOException {
        int comma = text.lastIndexOf(',');
        var search = new KeySearch(OPTION, roots);
        return comma < 0
                ? search.search(PrivateKey.of(text))
                : search.named(PrivateKey.of(text.substring(0, comma)), Path.of(text.substring(comma + 1)));
    }

    /**
     * Finds the key of a configuration.
     *
     * @param file the configuration's name in sentences
     * @return empty if it names none
     * @throws IOException if a file can't be read, though it is there and may be read
     */
    public static Optional<ConfiguredKey> ofConfiguration(GlobalConfig config, Path file, Roots roots)
            throws IOException {
        if (config.signKey().isEmpty()) {
            return config.signCert()
                    .map(cert -> new ConfiguredKey.Unknown(
                            "sign_cert of " + file,
                            KeyComplaint.of("a certificate alone signs nothing; set 'sign_key' too")));
        }
        var search = new KeySearch("sign_key of " + file, roots);
        PrivateKey key = config.signKey().get() instanceof PrivateKey.InFile in
                ? new PrivateKey.InFile(roots.of(in.file()))
                : config.signKey().get();
        return Optional.of(
                config.signCert().isPresent()
                        ? search.named(key, roots.of(config.signCert().get()))
                        : search.search(key));
    }

    /** Names the files as they are found from below another root, where a link means what it means there. */
    private ConfiguredKey named(PrivateKey key, Path certificate) throws IOException {
        PrivateKey real = key instanceof PrivateKey.InFile in ? new PrivateKey.InFile(roots.within(in.file())) : key;
        return new ConfiguredKey.Named(origin, new SigningKey(real, roots.within(certificate)));
    }

    private ConfiguredKey search(PrivateKey key) throws IOException {
        if (!(key instanceof PrivateKey.InFile named)) {
            return unknown(
                    "the key is on a token, where no certificate is looked for; name the file of the certificate too");
        }
        Path file = named.file();
        if (isHidden(file)) {
            return new ConfiguredKey.Unknown(origin, SigningKey.hidden(file).orElseThrow());
        }
        List<Path> keys = beside(file, file.toString(), KEYS);
        Optional<Path> found = keys.stream().filter(Files::isRegularFile).findFirst();
        if (found.isEmpty()) {
            return unknown("there is no key; looked for " + names(keys) + "; name the file of the key");
        }
        Optional<Path> certificate = certificate(found.get());
        return certificate.isPresent()
                ? named(new PrivateKey.InFile(found.get()), certificate.get())
                : unknown("there is no certificate of the key " + found.get() + "; looked in "
                        + names(certificates(found.get()))
                        + ", and in the file of the key; name the certificate too");
    }

    /** Finds a key's certificate: in a file beside it, or in the same one. A file that can't be read is complained of. */
    private Optional<Path> certificate(Path key) throws IOException {
        var places = new ArrayList<>(certificates(key));
        places.add(key);
        for (Path place : places) {
            if (Files.isRegularFile(place)
                    && Files.size(place) <= CertificateFile.LIMIT
                    && (!Files.isReadable(place)
                            || new CertificateFile(place).read().isPresent())) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private List<Path> certificates(Path key) throws IOException {
        String name = key.toString();
        int folder = name.lastIndexOf('/') + 1;
        int dot = name.lastIndexOf('.');
        List<Path> all = beside(key, dot > folder ? name.substring(0, dot) : name, CERTIFICATES);
        return all.stream().filter(path -> !path.equals(key)).toList();
    }

    private List<Path> beside(Path file, String prefix, List<String> endings) throws IOException {
        var all = new ArrayList<Path>();
        for (String ending : endings) {
            all.add(roots.within(file.getFileSystem().getPath(prefix + ending)));
        }
        return all;
    }

    private static String names(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static boolean isHidden(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return false;
        } catch (AccessDeniedException hidden) {
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    private ConfiguredKey unknown(String sentence) {
        return new ConfiguredKey.Unknown(origin, KeyComplaint.of(sentence));
    }
}
