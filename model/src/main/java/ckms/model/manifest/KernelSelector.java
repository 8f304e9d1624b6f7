package ckms.model.manifest;

import ckms.model.Kernel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/** Which kernels something is meant for. */
public sealed interface KernelSelector {
    /** Whether a kernel that is installed on the host is meant. */
    boolean matches(Kernel kernel);

    /** All that are installed. */
    record Installed() implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel) {
            return true;
        }
    }

    /** One release, whether or not it is installed. */
    record Exact(String release) implements KernelSelector {
        @Override
        public boolean matches(Kernel kernel) {
            return kernel.release().equals(release);
        }
    }

    /** Releases that match a shell pattern with {@code *}, {@code ?} and {@code [...]}. */
    record Glob(String pattern) implements KernelSelector {
        /** Throws a {@link java.util.regex.PatternSyntaxException} where the pattern is none. */
        public Glob {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        }

        @Override
        public boolean matches(Kernel kernel) {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(kernel.release()));
        }
    }

    /** What any of several means. */
    record Union(List<KernelSelector> parts) implements KernelSelector {
        public Union {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(Kernel kernel) {
            return parts.stream().anyMatch(part -> part.matches(kernel));
        }
    }
}
