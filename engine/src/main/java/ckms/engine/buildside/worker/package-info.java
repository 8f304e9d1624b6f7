/**
 * The build side in another process, which root starts as the state directory's owner: what the two say to each other,
 * and each end of it. It may use {@code buildside} and what is below.
 */
package ckms.engine.buildside.worker;
