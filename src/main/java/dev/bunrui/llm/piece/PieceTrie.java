package dev.bunrui.llm.piece;

import java.util.Arrays;

/** The pieces of a vocabulary by their bytes: a trie whose edges are in one hash table, open addressing. */
final class PieceTrie {
    static final int ROOT = 0;
    static final int NONE = -1;

    /** An edge's node and byte, plus one; 0 where the table is empty. */
    private int[] edges = new int[1 << 12];

    private int[] children = new int[1 << 12];
    private int[] ids = new int[1 << 10];
    private int nodes = 1;

    PieceTrie() {
        Arrays.fill(ids, NONE);
    }

    void add(byte[] piece, int id) {
        if (nodes + piece.length > (1 << 23)) {
            throw new IllegalArgumentException("a vocabulary of more than 8 million bytes");
        }
        int node = ROOT;
        for (byte letter : piece) {
            int next = child(node, letter);
            node = next == NONE ? grow(node, letter) : next;
        }
        ids[node] = id;
    }

    private int grow(int node, byte letter) {
        if (2 * nodes >= edges.length) {
            int[] oldEdges = edges;
            int[] oldChildren = children;
            edges = new int[2 * oldEdges.length];
            children = new int[2 * oldEdges.length];
            for (int i = 0; i < oldEdges.length; i++) {
                if (oldEdges[i] != 0) {
                    put(oldEdges[i], oldChildren[i]);
                }
            }
        }
        if (nodes == ids.length) {
            ids = Arrays.copyOf(ids, 2 * nodes);
            Arrays.fill(ids, nodes, ids.length, NONE);
        }
        put(edge(node, letter), nodes);
        return nodes++;
    }

    private void put(int edge, int child) {
        int at = slot(edge);
        while (edges[at] != 0) {
            at = (at + 1) & (edges.length - 1);
        }
        edges[at] = edge;
        children[at] = child;
    }

    private static int edge(int node, byte letter) {
        return ((node << 8) | (letter & 0xff)) + 1;
    }

    private int slot(int edge) {
        int mixed = edge * 0x9e3779b1;
        return (mixed ^ (mixed >>> 15)) & (edges.length - 1);
    }

    /** The node after a byte, {@link #NONE} if no piece goes on so. */
    int child(int node, byte letter) {
        int edge = edge(node, letter);
        for (int at = slot(edge); edges[at] != 0; at = (at + 1) & (edges.length - 1)) {
            if (edges[at] == edge) {
                return children[at];
            }
        }
        return NONE;
    }

    /** The piece that ends at a node, {@link #NONE} if none does. */
    int id(int node) {
        return ids[node];
    }

    /** The piece that some bytes are, {@link #NONE} if they are none. */
    int find(byte[] text, int from, int to) {
        int node = ROOT;
        for (int at = from; at < to && node != NONE; at++) {
            node = child(node, text[at]);
        }
        return node == NONE ? NONE : ids[node];
    }
}
