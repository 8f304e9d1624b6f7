package ckms.engine.buildside.worker;

/** A message from root's process to the one that works as the state directory's owner. */
sealed interface Message permits Request, Answer {}
