/**
 * What a build is made from: where each input is found, how it is read for a build, and how it is looked at afterwards.
 * A new kind of input belongs here. It may use {@code host} and {@code kernel}.
 */
package ckms.engine.inputs;
