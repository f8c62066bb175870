package dev.vitals.jdbc.internal.pool;

/**
 * A product's names for settings and calls.
 *
 * @param size the setting for the number of connections
 * @param leak the settings, with values, that log the stack that borrowed each connection kept longer than a minute
 * @param repair how to make a pool readable or give out connections again; empty when there is none
 */
public record PoolAdvice(String size, String leak, String repair) {}
