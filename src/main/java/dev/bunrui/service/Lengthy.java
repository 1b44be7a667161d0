package dev.bunrui.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Questions of a kind that take long: each takes back the one before it. */
final class Lengthy<T> {
    private final AtomicReference<@Nullable CompletableFuture<T>> last = new AtomicReference<>();

    /** The answer of another question. */
    CompletableFuture<T> another() {
        CompletableFuture<T> answer = new CompletableFuture<>();
        replace(answer);
        return answer;
    }

    /** Takes back what has no answer yet. */
    void end() {
        replace(null);
    }

    private void replace(@Nullable CompletableFuture<T> answer) {
        CompletableFuture<T> overtaken = last.getAndSet(answer);
        if (overtaken != null) {
            overtaken.cancel(false);
        }
    }
}
