/**
 * Plans, explanations and states as others read them, in text or JSON, and as they are saved. An output format begins
 * here; the command line renders it. It may use {@code reconcile}, {@code report.doctor} and what is below.
 */
package ckms.engine.report.document;
