package dev.vitals.jdbc.internal.pool;

/**
 * What a product's settings and calls are called.
 *
 * @param size the setting for the number of connections
 * @param leak the settings, with values, that log the stack that borrowed each connection kept longer than a minute
 * @param repair the call that makes a pool readable or gives out connections again; empty when there is none
 */
public record PoolAdvice(String size, String leak, String repair) {}
