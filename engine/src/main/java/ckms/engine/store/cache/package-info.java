/**
 * Results of builds by what they were made from. A store of results elsewhere goes here. It may use {@code host} and
 * {@code store}.
 */
package ckms.engine.store.cache;
