package dev.vitals.jdbc.internal.postgres.activity;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether the server shows what a session does. */
enum Sight {
    CLEAR,
    /** Our role may not see it. */
    FORBIDDEN,
    /** The session runs with {@code track_activities = off}, which any role, database or the server may set for it. */
    NOT_REPORTED;

    static Sight of(ResultSet row) throws SQLException {
        if (!row.getBoolean("visible")) {
            return FORBIDDEN;
        }
        return "disabled".equals(row.getString("state")) ? NOT_REPORTED : CLEAR;
    }
}
