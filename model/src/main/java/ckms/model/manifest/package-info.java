/**
 * What a manifest asks for, its readers, and the selectors of kernels: a new kind of selector goes here. The package
 * may use {@code model} and {@code model.yaml}.
 */
package ckms.model.manifest;
