package dev.bunrui.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.hub.HubModel;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final List<CatalogueEntry> entries = Catalogue.load().entries();

    @Test
    void everyEntryIsWhole() {
        assertThat(entries).extracting(CatalogueEntry::id).doesNotHaveDuplicates();
        for (CatalogueEntry entry : entries) {
            assertThat(ModelConfig.FAMILIES).as(entry.id()).contains(entry.family());
            assertThat(HubModel.parse(entry.id())).as(entry.id()).isPresent();
            assertThat(entry.licenceLink()).as(entry.id()).startsWith("https://");
            assertThat(entry.parameters()).as(entry.id()).isPositive();
            if (entry.embedded()) {
                assertThat(entry.download()).as(entry.id()).isZero();
            } else {
                // Half precision without a head at least; fp32 with a head and the masks of old at most.
                assertThat(entry.download())
                        .as(entry.id())
                        .isBetween(entry.parameters() * 2 - entry.parameters() / 50, entry.parameters() * 6);
            }
            assertThat(entry.revision()).as(entry.id()).matches("main|[0-9a-f]{40}");
            assertThat(entry.memory()).as(entry.id()).isGreaterThan(entry.parameters() * 2);
            assertThat(entry.newlineToken()).as(entry.id()).isIn("\n", "<NL>");
            assertThat(entry.notes()).as(entry.id()).containsOnlyKeys("en", "ja");
            assertThat(entry.note(Locale.JAPANESE)).as(entry.id()).isNotBlank();
        }
    }

    @Test
    void theModelsOfTheOriginalExperimentAreThereWithTheirNewlines() {
        for (String id : List.of(
                "rinna/japanese-gpt-neox-3.6b",
                "cyberagent/open-calm-1b",
                "cyberagent/open-calm-3b",
                "cyberagent/open-calm-7b")) {
            assertThat(Catalogue.load().find(id).orElseThrow().newlineToken()).isEqualTo("\n");
        }
        for (String tuned : List.of("sft", "sft-v2", "ppo")) {
            String id = "rinna/japanese-gpt-neox-3.6b-instruction-" + tuned;
            assertThat(Catalogue.load().find(id).orElseThrow().newlineToken()).isEqualTo("<NL>");
        }
    }
}
