/**
 * Finds what is wrong on a host, with a {@code Check} for each subject. Checks read file by file, so that one damaged
 * file does not hide others. A new check goes here. It may use {@code reconcile} and what is below.
 */
package ckms.engine.report.doctor;
