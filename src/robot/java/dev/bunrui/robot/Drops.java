package dev.bunrui.robot;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Drags out of another program's window into this one; a picture of each before the button is let go, and one after. */
final class Drops {
    private final Hands hands;
    private final Path out;
    private final boolean japanese;
    private int pictures;

    Drops(Hands hands, Path out, Map<String, String> asked) {
        this.hands = hands;
        this.out = out;
        this.japanese = asked.get("language").equals("ja");
    }

    void go() {
        hands.click("place-wizard");
        hands.says("data-summary", text -> text.contains("216"));
        drag(Offer.TABLE, "data-summary");
        said("table-on-data", "data-summary", text -> text.contains("120"));
        drag(Offer.FOLDER, "data-own");
        said("folder-on-data", "data-summary", text -> text.contains("216"));
        drag(Offer.TWO, "data-own");
        said("two-on-data", "data-unwanted", text -> text.contains(japanese ? "1 つ" : "one"));
        hands.says("data-summary", text -> text.contains("216"));
        drag(Offer.PICTURE, "data-summary");
        said("picture-on-data", "data-problem", text -> text.contains("cat.png"));

        hands.click("place-classifier");
        drag(Offer.ARTICLE, "article-body");
        hands.says("article-title", text -> text.contains("かまど日和"));
        said("article-on-field", "ranks-first", text -> !text.isEmpty());
        drag(Offer.PICTURE, "article-body");
        said("picture-on-field", "input-failure", text -> text.contains("cat.png"));
        drag(Offer.TWO, "article-body");
        said("two-on-field", "input-failure", text -> text.contains(japanese ? "1 つ" : "one"));
        drag(Offer.TABLE, "article-body");
        said("table-on-field", "file-input", text -> text.endsWith("reviews.csv"));
        drag(Offer.TEXT, "file-form");
        said("text-on-form", "title-offer", text -> !text.isEmpty());
        drag(Offer.TABLE, "article-body");
        said("table-again", "file-input", text -> text.endsWith("reviews.csv"));
        drag(Offer.ARTICLE, "file-form");
        said("article-on-form", "article-title", text -> text.contains("かまど日和"));
    }

    /** In the order of the tiles. */
    private enum Offer {
        TABLE,
        FOLDER,
        ARTICLE,
        PICTURE,
        TWO,
        TEXT
    }

    private void drag(Offer offer, String to) {
        double y = Source.TOP + Source.TILE * (offer.ordinal() + 0.5);
        hands.drag(Source.LEFT + 40, y, to);
        picture(offer.name().toLowerCase(Locale.ROOT) + "-over-" + to);
        hands.letGo();
    }

    private void said(String what, String id, Predicate<String> wanted) {
        try {
            System.err.println("robot: " + what + ": " + hands.says(id, wanted));
        } finally {
            picture(what);
        }
    }

    private void picture(String what) {
        pictures++;
        hands.shot(out.resolve("%s-drop-%02d-%s.png".formatted(japanese ? "ja" : "en", pictures, what)));
    }
}
