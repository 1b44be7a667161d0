package dev.bunrui.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayWidthTest {
    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(DisplayWidth.of("abc")).isEqualTo(3);
        assertThat(DisplayWidth.of("分類")).isEqualTo(4);
        assertThat(DisplayWidth.of("ａ（、）")).isEqualTo(8);
        assertThat(DisplayWidth.of("𠮷🍣")).isEqualTo(4);
        assertThat(DisplayWidth.of("ｶﾅ – é")).isEqualTo(6);
    }

    @Test
    void marksOnTheirNeighbourTakeNone() {
        assertThat(DisplayWidth.of("e\u0301か\u3099")).isEqualTo(3);
    }

    @Test
    void cutTextFitsWithItsEllipsis() {
        assertThat(DisplayWidth.cut("分類する", 8)).isEqualTo("分類する");
        assertThat(DisplayWidth.cut("分類する", 7)).isEqualTo("分類す…");
        assertThat(DisplayWidth.cut("分類する", 6)).isEqualTo("分類…");
    }

    @Test
    void tableColumnsEndAtTheSamePlace() {
        assertThat(new TextTable("lr")
                        .row("クラス", "%")
                        .row("a", "100.00")
                        .row("新製品", "9.50")
                        .lines())
                .containsExactly("クラス       %", "a       100.00", "新製品    9.50");
    }
}
