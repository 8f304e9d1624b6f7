/**
 * The program: it starts, wires everything by hand, and turns what goes wrong into a sentence and an exit code. Nobody
 * else touches the standard streams or exits. It may use everything.
 */
package ckms.cli;
