package dev.vitals.jdbc.internal.activity;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;

/**
 * A setting that keeps a server from counting what a check reads, so that nothing has happened as far as it shows.
 *
 * @param words what is not counted, and because of which setting
 * @param remedy how to change that
 */
public record NotReported(String words, Remedy remedy) {
    /**
     * Returns what a check then knows.
     *
     * @return a result that is unknown, without any observation
     */
    public Result result() {
        return Result.unknown(ActivityCauses.NOT_REPORTED, words).remedy(remedy);
    }
}
