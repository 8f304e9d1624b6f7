/**
 * What a recipe says, and the reader of {@code ckms.ini}. A reader of another format goes here and gives the same
 * {@code Recipe}. The package may use {@code model} and {@code model.ini}.
 */
package ckms.model.recipe;
