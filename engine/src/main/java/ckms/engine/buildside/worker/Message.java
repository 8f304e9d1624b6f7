package ckms.engine.buildside.worker;

/** What root's process says to the one that works as the state directory's owner; a line of JSON each. */
sealed interface Message permits Request, Answer {}
