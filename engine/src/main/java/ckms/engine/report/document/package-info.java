/**
 * Documents of plans, explanations, states and examinations, for people and other programs, and saved plans. A new
 * output format begins here; the command line renders it. It may use {@code reconcile}, {@code report.doctor} and what
 * is below.
 */
package ckms.engine.report.document;
