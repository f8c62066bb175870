package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Line;
import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import dev.vitals.probe.Evidence;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.List;

/** Shows a picture as a tree that a person can read: worst root first, long tails only counted. */
final class BlockingTree {
    private static final int MAX_ROOTS = 5;
    private static final int MAX_LINES = 20;
    private static final int MAX_ROOTS_IN_FULL = 50;
    private static final int MAX_LINES_IN_FULL = 200;

    private final LineText text;
    private final LineFields fields;
    private int left;

    private BlockingTree(LockPicture picture, int lines) {
        this.text = new LineText(picture);
        this.fields = new LineFields(picture);
        this.left = lines;
    }

    static Evidence.Tree of(LockPicture picture) {
        return tree(picture, MAX_ROOTS, MAX_LINES);
    }

    /** For a diagnosis, where the result shows none or not all of it. */
    static Evidence.Tree full(LockPicture picture) {
        Evidence.Tree tree = tree(picture, MAX_ROOTS_IN_FULL, MAX_LINES_IN_FULL);
        return new Evidence.Tree(tree.title() + ", in full, when it began", tree.roots());
    }

    /** Whether the tree of a result leaves something out. */
    static boolean cut(LockPicture picture) {
        List<Root<String>> roots = picture.graph().roots();
        return roots.size() > MAX_ROOTS
                || roots.stream().mapToInt(root -> root.lines().size()).sum() > MAX_LINES;
    }

    private static Evidence.Tree tree(LockPicture picture, int most, int lines) {
        BlockingTree tree = new BlockingTree(picture, lines);
        List<Root<String>> roots = picture.graph().roots();
        List<Evidence.Node> nodes = new ArrayList<>();
        for (Root<String> root : roots.subList(0, Math.min(most, roots.size()))) {
            nodes.add(tree.root(root));
        }
        int blocked = roots.stream().skip(most).mapToInt(Root::blocked).sum();
        if (roots.size() > most) {
            nodes.add(Evidence.Node.leaf("and " + Plural.of(roots.size() - most, "more root") + ", which block "
                    + Plural.of(blocked, "session")));
        }
        return new Evidence.Tree("who blocks whom", nodes);
    }

    private Evidence.Node root(Root<String> root) {
        List<Line<String>> lines =
                root.lines().subList(0, Math.min(left, root.lines().size()));
        left -= lines.size();
        List<Evidence.Node> children = new ArrayList<>(new Branches(lines).below(0, root.members()));
        int omitted = root.lines().stream()
                .skip(lines.size())
                .mapToInt(line -> line.members().size())
                .sum();
        if (omitted > 0) {
            children.add(Evidence.Node.leaf("and " + omitted + " more"));
        }
        return new Evidence.Node(text.root(root), fields.root(root), children);
    }

    /** Rebuilds the tree from lines listed in order with their depth. */
    private final class Branches {
        private final List<Line<String>> lines;
        private int at;

        Branches(List<Line<String>> lines) {
            this.lines = lines;
        }

        List<Evidence.Node> below(int depth, List<String> blockers) {
            List<Evidence.Node> nodes = new ArrayList<>();
            while (at < lines.size() && lines.get(at).depth() == depth + 1) {
                Line<String> line = lines.get(at++);
                nodes.add(new Evidence.Node(
                        text.line(line, blockers), fields.line(line, blockers), below(depth + 1, line.members())));
            }
            return nodes;
        }
    }
}
