package ckms.model.manifest;

import ckms.model.Kernel;
import ckms.model.KernelVersion;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which kernels something is meant for. */
public sealed interface KernelSelector {
    /** Whether a kernel is meant, which need not be installed. */
    boolean matches(Kernel kernel, HostKernels host);

    /** The kernels that are meant by name, as {@code running} or as {@code latest}, installed or not. */
    default Collection<Kernel> named(HostKernels host) {
        return List.of();
    }

    /** The kernels that are meant on a host: those that are installed and match, and those that are named. */
    default SortedSet<Kernel> select(HostKernels host) {
        var selected = new TreeSet<Kernel>(named(host));
        host.installed().stream().filter(kernel -> matches(kernel, host)).forEach(selected::add);
        return selected;
    }

    /** All that are installed. */
    record Installed() implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return host.installed().contains(kernel);
        }
    }

    /** The one that runs. */
    record Running() implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return kernel.equals(host.running());
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return List.of(host.running());
        }
    }

    /** Those of the newest versions that are installed, with all their flavours. */
    record Latest(int versions) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return host.latest(versions).contains(kernel);
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return host.latest(versions);
        }
    }

    /** One release, whether or not it is installed. */
    record Exact(String release) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return kernel.release().equals(release);
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return List.of(host.named(release));
        }
    }

    /** Releases that match a shell pattern with {@code *}, {@code ?} and {@code [...]}. */
    record Glob(String pattern) implements KernelSelector {
        /** Throws a {@link java.util.regex.PatternSyntaxException} where the pattern is none. */
        public Glob {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        }

        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return matches(kernel.release());
        }

        boolean matches(String release) {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(release));
        }
    }

    /** Releases whose upstream version lies in an interval. */
    record Range(KernelRange range) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return matches(kernel.release());
        }

        boolean matches(String release) {
            return KernelVersion.of(release).filter(range::contains).isPresent();
        }
    }

    /** What any of several means. */
    record Union(List<KernelSelector> parts) implements KernelSelector {
        public Union {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return parts.stream().anyMatch(part -> part.matches(kernel, host));
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return parts.stream().flatMap(part -> part.named(host).stream()).toList();
        }
    }

    /** What the one means and the other does not. */
    record Difference(KernelSelector include, KernelSelector exclude) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel, HostKernels host) {
            return include.matches(kernel, host) && !exclude.matches(kernel, host);
        }

        @Override
        public Collection<Kernel> named(HostKernels host) {
            return include.named(host).stream()
                    .filter(kernel -> !exclude.matches(kernel, host))
                    .toList();
        }
    }
}
