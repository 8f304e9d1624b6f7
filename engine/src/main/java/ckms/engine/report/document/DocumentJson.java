package ckms.engine.report.document;

import ckms.engine.host.json.Form;
import ckms.engine.host.json.Json;
import ckms.model.Address;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.plan.StepId;
import ckms.model.plan.Subject;
import ckms.model.recipe.RecipeText;
import java.util.List;

/** The JSON of the documents for other programs. */
public final class DocumentJson {
    /** The version of the format of all documents; a new minor version only adds members. */
    public static final String FORMAT = "1.0";

    /** Writes and reads documents; addresses, kernels and ids are texts in them. */
    public static final Json JSON = Json.forOthers(List.of(
            Form.text(Cell.class, text -> Cell.parse(text).orElseThrow()),
            Form.text(PackageId.class, text -> PackageId.parse(text).orElseThrow()),
            Form.text(Kernel.class, text -> Kernel.parse(text).orElseThrow()),
            Form.text(Address.class, text -> Address.parse(text).orElseThrow()),
            Form.text(Subject.class, text -> Subject.parse(text).orElseThrow()),
            Form.text(StepId.class, text -> StepId.parse(text).orElseThrow()),
            Form.text(Owner.class, Owner::new),
            Form.text(RecipeText.class, RecipeText::new)));

    private DocumentJson() {}
}
