package dev.bunrui.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedTest {
    private static final List<String> LIVEDOOR = List.of(
            "dokujo-tsushin",
            "it-life-hack",
            "kaden-channel",
            "livedoor-homme",
            "movie-enter",
            "peachy",
            "smax",
            "sports-watch",
            "topic-news");
    private static final String RINNA = "rinna/japanese-gpt-neox-3.6b";

    @Test
    void theFiveTablesAreThere() {
        for (TableKind kind : TableKind.values()) {
            assertThat(Published.rows(kind))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(row -> assertThat(row.f1()).isBetween(0.02, 0.98));
        }
    }

    @Test
    void figuresStandBesideOursOnlyWhereTheSettingIsTheSame() {
        assertThat(Published.of(TableKind.BEST, Map.of("model", RINNA), LIVEDOOR))
                .hasValueSatisfying(row -> assertThat(row.f1()).isEqualTo(0.9730));
        assertThat(Published.of(TableKind.BEST, Map.of("model", RINNA), List.of("a", "b")))
                .isEmpty();
        assertThat(Published.of(TableKind.BEST, Map.of("model", "bunrui-mini"), LIVEDOOR))
                .isEmpty();
        Map<String, String> setting = Map.of("model", RINNA, "template", "2", "batch-size", "2", "lr", "5e-4");
        assertThat(Published.of(TableKind.BATCH_SIZE, setting, LIVEDOOR))
                .hasValueSatisfying(row -> assertThat(row.f1()).isEqualTo(0.9770));
        Map<String, String> written = Map.of("model", RINNA, "template", "2", "lr", "0.05");
        assertThat(Published.of(TableKind.LR, written, LIVEDOOR))
                .hasValueSatisfying(row -> assertThat(row.f1()).isEqualTo(0.0254));
        Map<String, String> otherTemplate = Map.of("model", RINNA, "template", "0", "lr", "5e-2");
        assertThat(Published.of(TableKind.LR, otherTemplate, LIVEDOOR)).isEmpty();
    }
}
