package ckms.engine.inputs;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what builds would be made from now. An input whose stamp is unchanged is not read, and an input that many
 * builds share is looked at once. Only one thread may use it.
 */
public final class InputMemory {
    private final Map<Question, Boolean> still = new HashMap<>();
    private final Map<InputSource, Optional<Input>> read = new HashMap<>();

    private record Question(InputSource source, Input then) {}

    /**
     * Looks at the inputs of a build.
     *
     * @param then what was kept of them
     * @return the inputs that are known; one that can't be read is left out, since the build itself would report that
     * @throws InterruptedException if the thread is interrupted while it waits for a program
     */
    public Inputs look(InputSources sources, Inputs then) throws InterruptedException {
        Map<InputName, Input> now = new HashMap<>();
        for (Map.Entry<InputName, InputSource> source : sources.all().entrySet()) {
            look(source.getValue(), then.get(source.getKey())).ifPresent(input -> now.put(source.getKey(), input));
        }
        return new Inputs(now);
    }

    private Optional<Input> look(InputSource source, Optional<Input> then) throws InterruptedException {
        try {
            return then.isPresent() && isStill(new Question(source, then.get())) ? then : read(source);
        } catch (IOException notReadable) {
            return Optional.empty();
        }
    }

    private boolean isStill(Question question) throws IOException {
        Boolean known = still.get(question);
        if (known == null) {
            known = question.source().isStill(question.then());
            still.put(question, known);
        }
        return known;
    }

    private Optional<Input> read(InputSource source) throws IOException, InterruptedException {
        if (!read.containsKey(source)) {
            read.put(source, source.read());
        }
        return read.get(source);
    }
}
