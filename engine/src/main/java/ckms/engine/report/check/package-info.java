/** What is wrong with a file of the user's. It may use {@code reconcile.desired} and what is below. */
package ckms.engine.report.check;
