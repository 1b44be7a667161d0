package dev.bunrui.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds every bundle of every room to the same rules. */
class BundlesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

    @TestFactory
    Stream<DynamicTest> bothLanguagesSayTheSameThings() throws IOException {
        return bundles().stream()
                .map(english -> dynamicTest(RESOURCES.relativize(english).toString(), () -> {
                    Properties en = read(english);
                    Properties ja = read(english.resolveSibling("messages_ja.properties"));
                    assertThat(ja.stringPropertyNames()).isEqualTo(en.stringPropertyNames());
                    for (String key : en.stringPropertyNames()) {
                        assertThat(arguments(ja.getProperty(key))).as(key).isEqualTo(arguments(en.getProperty(key)));
                        for (Properties language : Set.of(en, ja)) {
                            String text = language.getProperty(key);
                            assertThat(text).as(key).isNotBlank();
                            assertThat(new MessageFormat(text).toPattern())
                                    .as(key)
                                    .isNotBlank();
                            // A single apostrophe would silently swallow itself and the arguments behind it.
                            assertThat(text.replace("''", "").replaceAll("'\\{[a-z]*}?'|'}'", ""))
                                    .as(key)
                                    .doesNotContain("'");
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyTextIsUsed() throws IOException {
        String code = sources();
        return bundles().stream()
                .map(bundle -> dynamicTest(RESOURCES.relativize(bundle).toString(), () -> {
                    Set<String> unused = read(bundle).stringPropertyNames().stream()
                            .filter(key -> !isUsed(code, key))
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(unused).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> noKeyStandsTwice() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files
                    .filter(file -> file.getFileName().toString().matches("messages(_ja)?\\.properties"))
                    .toList()
                    .stream()
                    .map(file -> dynamicTest(RESOURCES.relativize(file).toString(), () -> {
                        // The later one would silently win.
                        assertThat(text(file)
                                        .lines()
                                        .filter(line -> line.matches("[\\w.-]+=.*"))
                                        .map(line -> line.substring(0, line.indexOf('=')))
                                        .toList())
                                .doesNotHaveDuplicates();
                    }));
        }
    }

    /** Written out, or composed from its first parts: {@code "finding." + …}. */
    private static boolean isUsed(String code, String key) {
        if (code.contains("\"" + key + "\"")) {
            return true;
        }
        int dot = key.lastIndexOf('.');
        return dot > 0 && code.contains("\"" + key.substring(0, dot + 1) + "\"");
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Set<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.endsWith("messages.properties"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(BundlesTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
