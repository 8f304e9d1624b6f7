package ckms.engine.store;

import ckms.engine.host.json.Json;
import ckms.engine.inputs.Inputs;
import java.util.List;

/** The one way in which records are written and read. */
public final class RecordJson {
    /** Writes and reads them. */
    public static final Json JSON = Json.forOurselves(List.of(Inputs.FORM));

    private RecordJson() {}
}
