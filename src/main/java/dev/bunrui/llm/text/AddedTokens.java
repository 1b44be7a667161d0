package dev.bunrui.llm.text;

import dev.bunrui.llm.AddedToken;
import dev.bunrui.llm.TokenizerConfig;
import dev.bunrui.llm.piece.PieceModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that Transformers looks for in a text before sentencepiece sees it: at each place the longest, from left
 * to right. Those that neither the vocabulary nor a file gives an id follow the vocabulary.
 */
final class AddedTokens {
    private final Map<String, AddedToken> byContent = new HashMap<>();
    private final Map<Character, List<AddedToken>> byFirst = new HashMap<>();

    /** Tokens with an id from {@code rows} on are left out: the model has no embedding for them. */
    AddedTokens(TokenizerConfig config, PieceModel model, int rows) {
        int sentinels = config.sentinels();
        for (int i = 0; i < sentinels; i++) {
            put(new AddedToken("<extra_id_" + i + ">", model.size() + sentinels - 1 - i, true, true, false));
        }
        config.listed().stream().filter(token -> token.id() >= 0).forEach(this::put);
        int next = model.size()
                + (int) byContent.keySet().stream()
                        .filter(content -> model.id(content) < 0)
                        .count();
        List<AddedToken> nameless = new ArrayList<>(config.named().values());
        config.listed().stream().filter(token -> token.id() < 0).forEach(nameless::add);
        for (AddedToken token : nameless) {
            if (!byContent.containsKey(token.content())) {
                int known = model.id(token.content());
                put(token.as(known >= 0 ? known : next++));
            }
        }
        for (AddedToken token : byContent.values()) {
            if (token.id() < rows) {
                byFirst.computeIfAbsent(token.content().charAt(0), first -> new ArrayList<>())
                        .add(token);
            }
        }
        byFirst.values()
                .forEach(tokens -> tokens.sort(Comparator.comparingInt(
                        (AddedToken token) -> -token.content().length())));
    }

    private void put(AddedToken token) {
        byContent.put(token.content(), token);
    }

    /** The id of a token, looked up by what it is for, such as {@code eos_token}. */
    OptionalInt id(TokenizerConfig config, String use) {
        AddedToken named = config.named().get(use);
        AddedToken added = named == null ? null : byContent.get(named.content());
        return added == null ? OptionalInt.empty() : OptionalInt.of(added.id());
    }

    Collection<AddedToken> all() {
        return byContent.values();
    }

    /** A part of a text: a token, or where {@code token} is null what stands between tokens. */
    record Stretch(int start, int end, @Nullable AddedToken token) {}

    /** Takes a text apart; white space that tokens eat belongs to no part. */
    List<Stretch> split(String text) {
        List<Stretch> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); ) {
            AddedToken token = longest(text, at);
            if (token == null) {
                at++;
                continue;
            }
            if (at > from) {
                parts.add(new Stretch(from, at, null));
            }
            parts.add(new Stretch(at, at + token.content().length(), token));
            at += token.content().length();
            from = at;
        }
        if (from < text.length()) {
            parts.add(new Stretch(from, text.length(), null));
        }
        for (int i = 0; i < parts.size(); i++) {
            settle(text, parts, i);
        }
        parts.removeIf(part -> part.start() >= part.end());
        return parts;
    }

    private @Nullable AddedToken longest(String text, int at) {
        for (AddedToken token : byFirst.getOrDefault(text.charAt(at), List.of())) {
            if (text.startsWith(token.content(), at)) {
                return token;
            }
        }
        return null;
    }

    private static void settle(String text, List<Stretch> parts, int i) {
        AddedToken token = parts.get(i).token();
        if (token == null) {
            return;
        }
        Stretch left = i > 0 ? parts.get(i - 1) : new Stretch(0, 0, null);
        Stretch right = i + 1 < parts.size() ? parts.get(i + 1) : new Stretch(0, 0, null);
        if (token.eatsRight() && right.token() == null) {
            int start = right.start();
            while (start < right.end() && WhiteSpace.is(text.charAt(start))) {
                start++;
            }
            set(parts, i + 1, new Stretch(start, right.end(), null));
        }
        if (token.eatsLeft() && left.token() == null) {
            int end = left.end();
            while (end > left.start() && WhiteSpace.is(text.charAt(end - 1))) {
                end--;
            }
            set(parts, i - 1, new Stretch(left.start(), end, null));
        }
        Stretch own = parts.get(i);
        if (token.wordOnly() && left.end() > left.start() && text.charAt(left.end() - 1) != ' ') {
            parts.set(i - 1, new Stretch(left.start(), own.end(), null));
            parts.set(i, new Stretch(own.end(), own.end(), null));
        } else if (token.wordOnly() && right.end() > right.start() && text.charAt(right.start()) != ' ') {
            parts.set(i + 1, new Stretch(own.start(), right.end(), null));
            parts.set(i, new Stretch(own.start(), own.start(), null));
        }
    }

    private static void set(List<Stretch> parts, int i, Stretch part) {
        if (i >= 0 && i < parts.size()) {
            parts.set(i, part);
        }
    }
}
