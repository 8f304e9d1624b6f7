package ckms.cli.real;

/** On a state directory of one's own. */
class TogetherIT extends Together {
    TogetherIT() {
        super(TrialRoot.Owner.CALLER);
    }
}
