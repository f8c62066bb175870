package dev.vitals.incident;

import java.util.regex.Pattern;

/** How a document is marked up. */
enum Markup {
    MARKDOWN {
        @Override
        String escape(String text) {
            return MEANING.matcher(text)
                    .replaceAll("\\\\$0")
                    .replace("<", "&lt;")
                    .replace("\n", " ");
        }

        @Override
        String block(String text) {
            String fence = "```";
            while (text.contains(fence)) {
                fence += "`";
            }
            return fence + "\n" + text.stripTrailing() + "\n" + fence;
        }

        @Override
        String code(String text) {
            return text.contains("`") ? escape(text) : "`" + text.replace("|", "\\|") + "`";
        }

        @Override
        String finish(String text) {
            return text.stripTrailing() + "\n";
        }
    },
    PLAIN {
        @Override
        String escape(String text) {
            return text;
        }

        @Override
        String block(String text) {
            return text.stripTrailing();
        }

        @Override
        String code(String text) {
            return text;
        }

        @Override
        String finish(String text) {
            String bare = RULES.matcher(text).replaceAll("");
            bare = HEADINGS.matcher(bare).replaceAll("");
            bare = CELLS.matcher(bare).replaceAll("$1: $2");
            return bare.replace("**", "").stripTrailing() + "\n";
        }
    };

    private static final Pattern MEANING = Pattern.compile("[\\\\`*_\\[\\]|]");
    private static final Pattern RULES = Pattern.compile("(?m)^\\|( \\|)+\\R|^\\|(---\\|)+\\R");
    private static final Pattern HEADINGS = Pattern.compile("(?m)^#+ ");
    private static final Pattern CELLS = Pattern.compile("(?m)^\\| (.*?) \\| (.*?) \\|$");

    /** Takes a text's meaning in the markup from it. */
    abstract String escape(String text);

    /** Text of several lines as it is. */
    abstract String block(String text);

    /** A short text as it is. */
    abstract String code(String text);

    /** The whole document. */
    abstract String finish(String text);
}
