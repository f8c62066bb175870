package dev.vitals.jdbc.internal.blocking;

import java.util.Arrays;

/**
 * The strongly connected components of a directed graph, by Tarjan's algorithm without recursion, so that a long chain
 * cannot overflow the stack.
 *
 * <p>Components are numbered so that an edge never leads to a higher number: what a node waits for comes before it.
 */
final class Components {
    private static final int NEW = -1;

    private final int[][] edges;
    private final int[] order;
    private final int[] low;
    private final int[] nextEdge;
    private final int[] component;
    private final int[] open;
    private final int[] path;
    private int openSize;
    private int pathSize;
    private int visited;
    private int count;

    private Components(int[][] edges) {
        this.edges = edges;
        int size = edges.length;
        order = filled(size);
        low = new int[size];
        nextEdge = new int[size];
        component = filled(size);
        open = new int[size];
        path = new int[size];
    }

    static Components of(int[][] edges) {
        Components components = new Components(edges);
        for (int node = 0; node < edges.length; node++) {
            if (components.order[node] == NEW) {
                components.explore(node);
            }
        }
        return components;
    }

    int count() {
        return count;
    }

    int of(int node) {
        return component[node];
    }

    private void explore(int start) {
        enter(start);
        while (pathSize > 0) {
            int node = path[pathSize - 1];
            if (nextEdge[node] < edges[node].length) {
                follow(node, edges[node][nextEdge[node]++]);
            } else {
                leave(node);
            }
        }
    }

    private void enter(int node) {
        order[node] = visited;
        low[node] = visited;
        visited++;
        path[pathSize++] = node;
        open[openSize++] = node;
    }

    private void follow(int node, int next) {
        if (order[next] == NEW) {
            enter(next);
        } else if (component[next] == NEW) {
            low[node] = Math.min(low[node], order[next]);
        }
    }

    private void leave(int node) {
        pathSize--;
        if (pathSize > 0) {
            int parent = path[pathSize - 1];
            low[parent] = Math.min(low[parent], low[node]);
        }
        if (low[node] == order[node]) {
            int member;
            do {
                member = open[--openSize];
                component[member] = count;
            } while (member != node);
            count++;
        }
    }

    private static int[] filled(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NEW);
        return array;
    }
}
