/**
 * What is done in a run: the steps and what each of them means, and what a plan tells beside them. A new kind of step
 * goes here. It may use {@code model} and the recipe's text of {@code model.recipe}.
 */
package ckms.model.plan;
