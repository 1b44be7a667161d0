package dev.bunrui.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PathListTest {
    @Test
    void whatIsNoPathIsPassedOver() {
        String list = String.join(File.pathSeparator, "one", "", "no\0path", " ", "two");
        assertThat(PathList.of(list)).containsExactly(Path.of("one"), Path.of("two"));
    }
}
