package dev.bunrui.app.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.text.Font;

/** Light or dark, and the font that has Japanese on every machine. */
public final class Theme {
    private final BooleanProperty dark = new SimpleBooleanProperty();

    /** Loads the fonts that come with the program; where they are missing, the system's are used. */
    public static void loadFonts(Path assets) {
        for (String name : new String[] {"NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf"}) {
            Path file = assets.resolve("fonts").resolve(name);
            if (Files.isReadable(file)) {
                Font.loadFont(file.toUri().toString(), Font.getDefault().getSize());
            }
        }
    }

    /** Whether the dark colours are shown. */
    public ReadOnlyBooleanProperty dark() {
        return dark;
    }

    /** Shows the dark colours, or the light ones. */
    public void show(boolean inDark) {
        dark.set(inDark);
        String sheet = inDark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        Application.setUserAgentStylesheet(sheet);
    }
}
