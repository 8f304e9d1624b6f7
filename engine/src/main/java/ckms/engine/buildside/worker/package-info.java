/**
 * The build side in another process, which root starts as the state directory's owner: both ends of the conversation,
 * and what they say to each other. It may use {@code buildside} and what is below.
 */
package ckms.engine.buildside.worker;
