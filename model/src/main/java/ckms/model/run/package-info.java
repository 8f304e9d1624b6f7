/** What became of the steps of a plan, and why one failed. It may use {@code model.plan}. */
package ckms.model.run;
