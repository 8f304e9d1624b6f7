/**
 * From what there is to what is wanted: a plan, its order, and what is in the way. Functions from values to values. It
 * may use the values of the packages before it, and touches no host, no file and no settings.
 */
package ckms.engine.reconcile.plan;
