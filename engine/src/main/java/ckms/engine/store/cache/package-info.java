/**
 * The results of builds, by what they were made from. A store of results elsewhere would belong here. It may use
 * {@code host} and {@code store}.
 */
package ckms.engine.store.cache;
