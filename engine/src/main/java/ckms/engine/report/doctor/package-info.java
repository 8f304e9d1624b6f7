/**
 * What is wrong on a host: a {@code Check} for each subject, which reads file by file, so that damage hides nothing. A
 * new check goes here. It may use {@code reconcile} and what is below.
 */
package ckms.engine.report.doctor;
