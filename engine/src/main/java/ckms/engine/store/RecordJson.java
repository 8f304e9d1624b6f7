package ckms.engine.store;

import ckms.engine.host.json.Form;
import ckms.engine.host.json.Json;
import ckms.engine.inputs.Inputs;
import ckms.model.Owner;
import java.util.List;

/** The one way in which records are written and read. */
public final class RecordJson {
    /** How an owner is written. */
    public static final Form OWNER = Form.text(Owner.class, Owner::new);

    /** Writes and reads them. */
    public static final Json JSON = Json.forOurselves(List.of(Inputs.FORM, OWNER));

    private RecordJson() {}
}
