package dev.bunrui.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaselineKindTest {
    @Test
    void eachKindIsFoundByTheNameThatItHasInOptions() {
        assertThat(BaselineKind.values())
                .extracting(BaselineKind::optionName)
                .containsExactly("majority", "svm", "probe");
        assertThat(BaselineKind.values())
                .allSatisfy(
                        kind -> assertThat(BaselineKind.of(kind.optionName())).contains(kind));
        assertThat(BaselineKind.of("forest")).isEmpty();
    }
}
