package dev.vitals.probe;

import dev.vitals.text.Clean;
import dev.vitals.text.Shell;
import java.util.Objects;

/**
 * A name or value in a {@link Command}, and how the command's language quotes it.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param value the exact value, unquoted
 * @param quoting how it is written
 * @since 0.1.0
 */
public record Argument(String value, Quoting quoting) {
    /** Refuses nulls. */
    public Argument {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(quoting, "quoting");
    }

    /**
     * Returns the name of a table, role or the like, in double quotes as the SQL standard has it.
     *
     * @param name the exact name
     * @return the argument
     */
    public static Argument identifier(String name) {
        return new Argument(name, Quoting.SQL_IDENTIFIER);
    }

    /**
     * Returns a string literal as the SQL standard has it; one with a backslash is written so that PostgreSQL reads it
     * the same whatever {@code standard_conforming_strings} says.
     *
     * @param text the exact text
     * @return the argument
     */
    public static Argument literal(String text) {
        return new Argument(text, Quoting.SQL_LITERAL);
    }

    /**
     * Returns the name of a table, user or the like, in backticks as MySQL and MariaDB have it.
     *
     * @param name the exact name
     * @return the argument
     */
    public static Argument mysqlIdentifier(String name) {
        return new Argument(name, Quoting.MYSQL_IDENTIFIER);
    }

    /**
     * Returns a string literal of MySQL and MariaDB.
     *
     * @param text the exact text
     * @return the argument
     */
    public static Argument mysqlLiteral(String text) {
        return new Argument(text, Quoting.MYSQL_LITERAL);
    }

    /**
     * Returns one word of a POSIX shell's command line.
     *
     * @param word the exact text
     * @return the argument
     */
    public static Argument word(String word) {
        return new Argument(word, Quoting.SHELL_WORD);
    }

    static Argument plain(Number number) {
        return new Argument(number.toString(), Quoting.NONE);
    }

    /** Whether it names what it is meant to wherever it is run; U+FFFD stands for something that could not be read. */
    boolean isExact() {
        return Clean.isClean(value) && value.indexOf('\uFFFD') < 0 && quoting.isCertain(value);
    }

    String written() {
        return quoting.write(value);
    }

    /**
     * The ways to write an argument.
     *
     * @since 0.1.0
     */
    public enum Quoting {
        /** As it is; for numbers. */
        NONE {
            @Override
            String write(String value) {
                return value;
            }
        },
        /** One word of a POSIX shell. */
        SHELL_WORD {
            @Override
            String write(String value) {
                return Shell.quote(value);
            }
        },
        /** In double quotes. */
        SQL_IDENTIFIER {
            @Override
            String write(String value) {
                return '"' + value.replace("\"", "\"\"") + '"';
            }
        },
        /** In single quotes, with a leading {@code E} when there is a backslash. */
        SQL_LITERAL {
            @Override
            String write(String value) {
                String quoted = "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
                return value.indexOf('\\') < 0 ? quoted : "E" + quoted;
            }
        },
        /** In backticks. */
        MYSQL_IDENTIFIER {
            @Override
            String write(String value) {
                return '`' + value.replace("`", "``") + '`';
            }
        },
        /**
         * In single quotes; a backslash doubled, as without {@code NO_BACKSLASH_ESCAPES}. Since that mode is the reader's,
         * a command with such a literal is not shown, see {@link Command#exactAfter}.
         */
        MYSQL_LITERAL {
            @Override
            String write(String value) {
                return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
            }

            @Override
            boolean isCertain(String value) {
                return value.indexOf('\\') < 0;
            }
        };

        /** Whether every reader takes the written form for this value. */
        boolean isCertain(String value) {
            return true;
        }

        abstract String write(String value);
    }
}
