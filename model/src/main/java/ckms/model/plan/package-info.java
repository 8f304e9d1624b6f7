/**
 * What is to be done: the steps and what each of them means, and what a plan tells beside them. A new kind of step
 * goes here. It may use {@code model} alone.
 */
package ckms.model.plan;
