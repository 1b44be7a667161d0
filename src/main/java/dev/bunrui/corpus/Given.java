package dev.bunrui.corpus;

import java.util.List;
import java.util.stream.Stream;

/** A split that came with the data; it is taken as it is. */
public record Given(List<Article> train, List<Article> validation, List<Article> test) implements Parts {
    public Given {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    @Override
    public List<Article> all() {
        return Stream.of(train, validation, test).flatMap(List::stream).toList();
    }
}
