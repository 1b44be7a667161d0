package dev.bunrui.corpus;

import static dev.bunrui.corpus.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void theBuiltInTemplatesAreThoseOfTheExperiment() {
        assertThat(Template.of("0", true).render("題", "文")).isEqualTo("タイトル: 題\n本文: 文\nラベル: ");
        assertThat(Template.of("1", true).render("題", "文")).isEqualTo("タイトル: 題\n本文: 文");
        assertThat(Template.of("2", true).render("題", "文")).isEqualTo("題\n文");
    }

    @Test
    void withoutTitlesTheBuiltInTemplatesHaveTheBodyOnly() {
        assertThat(Template.of("0", false).render("", "文")).isEqualTo("本文: 文\nラベル: ");
        assertThat(Template.of("1", false).render("", "文")).isEqualTo("本文: 文");
        assertThat(Template.of("2", false).render("", "文")).isEqualTo("文");
    }

    @Test
    void ownTemplatesMayBreakLinesAndHoldLoneBraces() {
        Template own = Template.of("{ {title}\\n[{body}] {title}}", true);
        assertThat(own.render("題", "文")).isEqualTo("{ 題\n[文] 題}");
        assertThat(own.before("題") + "|" + own.after("題")).isEqualTo("{ 題\n[|] 題}");
    }

    @Test
    void placeholdersInTheTextAreNotReplaced() {
        assertThat(Template.of("2", true).render("{body}", "{title}")).isEqualTo("{body}\n{title}");
    }

    @Test
    void titlesAreFoundWhereverTheyStand() {
        for (String text : new String[] {"{title}", "題: {title}\\n{title}{body}。{title}", "{body}"}) {
            Template template = Template.of(text.contains("{body}") ? text : text + "{body}", true);
            String title = "見😀{body}出し";
            String body = "本文{title}";
            String rendered = template.render(title, body);
            for (int begin : template.titles(title, body.length())) {
                assertThat(rendered.substring(begin)).startsWith(title);
            }
            assertThat(template.titles(title, body.length()))
                    .hasSize((text.length() - text.replace("{title}", "").length()) / "{title}".length());
        }
    }

    @Test
    void wrongTemplatesAreRefused() {
        assertRefused(() -> Template.of("3", true), "template.no-body", "3", "{body}");
        assertRefused(() -> Template.of("{body}{body}", true), "template.bodies", "{body}");
        assertRefused(() -> Template.of("{body}{foo}", true), "template.unknown", "{foo}", "{title}");
        assertRefused(() -> Template.of("{body}{}", true), "template.unknown", "{}");
        assertRefused(() -> Template.of("{title}{body}", false), "template.title", "--title-column");
    }
}
