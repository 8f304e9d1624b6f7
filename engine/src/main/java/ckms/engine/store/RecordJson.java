package ckms.engine.store;

import ckms.engine.host.json.Form;
import ckms.engine.host.json.Json;
import ckms.engine.inputs.Inputs;
import ckms.model.Owner;
import java.util.List;

/** The JSON in which all records of the state directory are written and read. */
public final class RecordJson {
    /** The JSON form of an owner: the manifest's name. */
    public static final Form OWNER = Form.text(Owner.class, Owner::new);

    /** The one writer and reader of records. */
    public static final Json JSON = Json.forOurselves(List.of(Inputs.FORM, OWNER));

    private RecordJson() {}
}
