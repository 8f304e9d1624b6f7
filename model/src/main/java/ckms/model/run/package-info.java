/** The outcomes of the steps of a plan, and the reasons why one failed. It may use {@code model.plan}. */
package ckms.model.run;
