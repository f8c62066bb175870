package dev.vitals.examples.faults;

/** One way to make the shop sick, and well again. */
interface Fault {
    /** The word in its URL. */
    String name();

    /** What it does, in a few words. */
    String description();

    /**
     * Makes the shop sick. Called only when it is not yet.
     *
     * @throws Exception if it could not
     */
    void inject() throws Exception;

    /**
     * Makes the shop well again. Called only after {@link #inject}.
     *
     * @throws Exception if it could not
     */
    void heal() throws Exception;
}
