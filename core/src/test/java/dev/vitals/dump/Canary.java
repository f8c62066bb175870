package dev.vitals.dump;

import java.util.Locale;

/** A secret that was planted somewhere: no bundle may hold its value. */
enum Canary {
    TOOL_OPTION("-Dtool.password in JAVA_TOOL_OPTIONS"),
    PROPERTY("-Ddb.password on the command line"),
    URL_PROPERTY("a URL with a login in -Dservice.url"),
    ASSIGNED_ARGUMENT("--api-key= of the program"),
    SPACED_ARGUMENT("--token of the program, as the next argument"),
    LISTED_VARIABLE("an environment variable whose name is on the list, with a secret's name"),
    CLASS_PATH("the name of a directory on the boot class path"),
    THREAD_NAME("a thread's name"),
    THREAD_URL("a URL with a login in a thread's name"),
    THREAD_WEB_TOKEN("a JSON web token in a thread's name"),
    SUMMARY("a result's summary"),
    JDBC_URL("a JDBC URL in a table of evidence"),
    EVIDENCE_HEADER("a header in a text of evidence"),
    EVIDENCE_COOKIE("a cookie in a text of evidence"),
    EVIDENCE_JSON("JSON inside JSON"),
    EVIDENCE_XML("an XML element"),
    EVIDENCE_NODE("a tree of evidence"),
    PRIVATE_KEY("a key in PEM form"),
    CLOUD_KEY("a cloud provider's key, by its shape"),
    ROW_VALUE("what PostgreSQL quotes of a row it refuses"),
    ENTRY_VALUE("what MySQL quotes of a row it refuses"),
    E_MAIL("an e-mail address"),
    REMEDY("a command to run"),
    DIAGNOSIS("a probe's diagnosis"),
    CONTRIBUTED_URL("a URL in a contributor's field"),
    CONTRIBUTED_NAME("a contributor's field with a secret's name"),
    CONTRIBUTOR_EXCEPTION("the message of a contributor's exception"),
    SETTING("a setting with a secret's name"),
    SETTING_WEBHOOK("a webhook's address in a setting"),
    SHOWN_PROPERTY("a system property that was set at run time, and asked for"),
    DIRECTORY("the directory of the dumps"),
    OPEN_FILE("the directory of a file that is open"),
    VM_EVENT("the message of an exception that the virtual machine remembers"),
    NATIVE_THREAD("the name of a thread as the kernel knows it, which is 15 characters long"),
    REASON("why the dump was asked for"),
    OPERATOR("who asked for the dump"),
    NOTE("an operator's note on an incident");

    private final String place;

    Canary(String place) {
        this.place = place;
    }

    /** The value, which has the shape that it is known by where that is its shape. */
    String value() {
        return switch (this) {
            case CLOUD_KEY -> "AKIAKANARI0123456789";
            case E_MAIL -> "kanari.mail@example.com";
            case NATIVE_THREAD -> "kanarint";
            default -> "kanari" + name().toLowerCase(Locale.ROOT).replace("_", "") + "x";
        };
    }

    @Override
    public String toString() {
        return name() + " (" + place + ")";
    }
}
