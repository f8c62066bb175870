package dev.vitals.probe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a probe saw in the live system: a text, a table or a tree, under a title.
 *
 * <p>The engine redacts evidence and cuts it to size (see {@link Probe}); a probe should put the most important rows
 * first. Evidence is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public sealed interface Evidence {
    /**
     * Returns what this evidence shows.
     *
     * @return the title, such as {@code waiting threads}; not blank
     */
    String title();

    /**
     * Lines of text, such as a thread's stack.
     *
     * @param title what the text shows; not blank
     * @param lines the lines, without line breaks; may be empty
     * @since 0.1.0
     */
    record Text(String title, List<String> lines) implements Evidence {
        /**
         * Checks the title and copies the lines.
         *
         * @throws IllegalArgumentException if {@code title} is blank
         */
        public Text {
            requireTitle(title);
            lines = List.copyOf(Objects.requireNonNull(lines, "lines"));
        }
    }

    /**
     * Rows under column heads.
     *
     * @param title what the table shows; not blank
     * @param columns the heads, at least one
     * @param rows the rows, each as long as {@code columns}; may be empty
     * @since 0.1.0
     */
    record Table(String title, List<String> columns, List<List<String>> rows) implements Evidence {
        /**
         * Checks that every row fits the heads, and copies both.
         *
         * @throws IllegalArgumentException if {@code title} is blank, {@code columns} is empty or a row has another
         *     length
         */
        public Table {
            requireTitle(title);
            columns = List.copyOf(Objects.requireNonNull(columns, "columns"));
            rows = Objects.requireNonNull(rows, "rows").stream()
                    .map(List::copyOf)
                    .toList();
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("table '" + title + "' has no columns");
            }
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "table '" + title + "' has " + columns.size() + " columns but a row of " + row.size());
                }
            }
        }
    }

    /**
     * A forest, such as which session blocks which.
     *
     * @param title what the tree shows; not blank
     * @param roots the trees, worst first; may be empty
     * @since 0.1.0
     */
    record Tree(String title, List<Node> roots) implements Evidence {
        /**
         * Checks the title and copies the roots.
         *
         * @throws IllegalArgumentException if {@code title} is blank
         */
        public Tree {
            requireTitle(title);
            roots = List.copyOf(Objects.requireNonNull(roots, "roots"));
        }
    }

    /**
     * One line of a tree and what hangs below it.
     *
     * @param text the line, for people
     * @param fields the same for programs, such as {@code pid} and {@code app}, in the order they are to be shown; may
     *     be empty
     * @param children the nodes below; may be empty
     * @since 0.1.0
     */
    record Node(String text, Map<String, String> fields, List<Node> children) {
        /** Copies the fields, in their order, and the children. */
        public Node {
            Objects.requireNonNull(text, "text");
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(fields, "fields")));
            children = List.copyOf(Objects.requireNonNull(children, "children"));
        }

        /**
         * Returns a node without fields.
         *
         * @param text the line
         * @param children the nodes below; may be empty
         */
        public Node(String text, List<Node> children) {
            this(text, Map.of(), children);
        }

        /**
         * Returns a node with nothing below it.
         *
         * @param text the line
         * @return the node
         */
        public static Node leaf(String text) {
            return new Node(text, List.of());
        }
    }

    private static void requireTitle(String title) {
        if (Objects.requireNonNull(title, "title").isBlank()) {
            throw new IllegalArgumentException("'title' must not be blank");
        }
    }
}
