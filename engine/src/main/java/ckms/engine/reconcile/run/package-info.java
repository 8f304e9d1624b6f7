/**
 * The one executor, for verbs and manifests alike, what does single steps, and a writer's time with the state
 * directory. It may use both sides and what is below, and not what makes plans.
 */
package ckms.engine.reconcile.run;
