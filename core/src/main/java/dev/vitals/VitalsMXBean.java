package dev.vitals;

/**
 * What an aggregator offers by JMX: see {@link VitalsBuilder#jmx}. Whoever may connect sees everything, evidence included,
 * may change incidents, and may have dumps taken if these are on; the virtual machine's own agent lets its {@code readonly}
 * role do neither.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public interface VitalsMXBean {
    /**
     * Returns the overall status. Blocks as {@link Vitals#report()} does.
     *
     * @return such as {@code UP}
     */
    String getStatus();

    /**
     * Returns how bad it is. Blocks as {@link Vitals#report()} does.
     *
     * @return such as {@code P0}; empty when every check is up
     */
    String getSeverity();

    /**
     * Returns the names of the checks.
     *
     * @return the names, sorted
     */
    String[] getChecks();

    /**
     * Returns the report as text for people. Blocks as {@link Vitals#report()} does.
     *
     * @return the text
     */
    String reportAsText();

    /**
     * Returns the report as JSON. Blocks as {@link Vitals#report()} does.
     *
     * @return the JSON
     */
    String reportAsJson();

    /**
     * Runs a check now. Blocks as {@link Vitals#run} does.
     *
     * @param check the check's name
     * @return its report as text for people
     * @throws IllegalArgumentException if there is no such check; the message lists those there are
     */
    String runCheck(String check);

    /**
     * Has a diagnostic dump taken, as {@link Vitals#dump} does in the name of {@code jmx}. Blocks until it is there, at most
     * 30 seconds; one that takes longer goes on.
     *
     * @param reason why, in words; not blank
     * @return one line with its id and the file it is in, or where else it is, or how far, or why it failed
     * @throws IllegalArgumentException if {@code reason} is blank
     * @throws IllegalStateException if dumps are off: {@link VitalsBuilder#dumps} turns them on
     */
    String dump(String reason);

    /**
     * Returns the incidents that are kept.
     *
     * @return one line each, newest first: name, severity, status, root cause; empty if incidents are off
     */
    String[] getIncidents();

    /**
     * Returns an incident with its timeline and with what must be good before it is over.
     *
     * @param id its name
     * @return a JSON object
     * @throws IllegalArgumentException if there is no such incident
     * @throws IllegalStateException if incidents are off: {@link VitalsBuilder#incidents} turns them on
     */
    String incident(String id);

    /**
     * Takes an incident on. Blocks until that is on the disk, at most 5 seconds.
     *
     * @param id its name
     * @param by the person; not blank
     * @return the incident after it, as {@link #incident} does
     * @throws IllegalArgumentException if there is no such incident or {@code by} is blank
     * @throws IllegalStateException if the disk does not answer, or incidents are off
     */
    String acknowledgeIncident(String id, String by);

    /**
     * Adds a note to an incident. Blocks until that is on the disk, at most 5 seconds.
     *
     * @param id its name
     * @param by the person; not blank
     * @param text what is to be known; not blank
     * @return the incident after it, as {@link #incident} does
     * @throws IllegalArgumentException if there is no such incident, or {@code by} or {@code text} is blank
     * @throws IllegalStateException if the disk does not answer, or incidents are off
     */
    String noteOnIncident(String id, String by, String text);

    /**
     * Resolves an incident. Blocks until that is on the disk, at most 5 seconds.
     *
     * @param id its name
     * @param by the person; not blank
     * @param how what has helped; not blank
     * @return the incident after it, as {@link #incident} does
     * @throws IllegalArgumentException if there is no such incident, or {@code by} or {@code how} is blank
     * @throws IllegalStateException if it is resolved already, the disk does not answer, or incidents are off
     */
    String resolveIncident(String id, String by, String how);
}
