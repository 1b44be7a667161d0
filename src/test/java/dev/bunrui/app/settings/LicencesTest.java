package dev.bunrui.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.FailureException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {
    private static final Path APP = Path.of("");

    /** What the build found: jars as they lie in a Maven repository, {@code …/name/version/name-version.jar}. */
    private static Set<String> onTheClassPath() throws Exception {
        String classPath = Files.readString(Path.of("target", "runtime-class-path.txt"));
        return Arrays.stream(classPath.strip().split(File.pathSeparator))
                .map(jar -> Path.of(jar).getParent())
                .map(version -> version.getParent().getFileName() + " " + version.getFileName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyLibraryThatIsShippedIsListedWithItsVersionAndNoOther() throws Exception {
        Set<String> listed = Licences.read(APP).stream()
                .filter(part -> !part.artifact().isEmpty())
                .map(part -> part.artifact().substring(part.artifact().indexOf(':') + 1) + " " + part.version())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed)
                .as("assets/licences/third-party.json: give each library the licence that its POM names")
                .isEqualTo(onTheClassPath());
        assertThat(listed).anyMatch(library -> library.startsWith("javafx-base "));
    }

    @Test
    void everyPartHasALicenceAndAPlaceWhereItIsToBeRead() {
        assertThat(Licences.read(APP)).allSatisfy(part -> {
            assertThat(part.licence()).isNotBlank();
            assertThat(part.address() + part.text()).isNotBlank();
            assertThat(Licences.text(APP, part)).startsWith(part.name()).contains(part.licence(), part.address());
        });
        assertThat(Licences.read(APP).stream()
                        .filter(part -> part.name().equals("Noto Sans JP"))
                        .map(part -> Licences.text(APP, part)))
                .singleElement()
                .asString()
                .contains("SIL OPEN FONT LICENSE");
    }

    @Test
    void aPartIsFoundByItsNameInEitherLanguageAndByItsLicence(@TempDir Path nowhere) {
        Licences.Part sample = Licences.read(APP).stream()
                .filter(part -> part.name().equals("Sample articles"))
                .findFirst()
                .orElseThrow();
        assertThat(sample.mentions("sample")).isTrue();
        assertThat(sample.mentions("サンプル")).isTrue();
        assertThat(sample.mentions("apache")).isTrue();
        assertThat(sample.mentions("lgpl")).isFalse();
        assertThatThrownBy(() -> Licences.read(nowhere))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(nowhere.toString());
    }
}
