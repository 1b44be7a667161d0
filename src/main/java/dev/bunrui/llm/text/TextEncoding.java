package dev.bunrui.llm.text;

import java.util.List;

/** One text's tokens, of which what is not asked for is not computed; valid while the tokenizer shows it. */
interface TextEncoding {
    int[] ids();

    /** The tokens as the vocabulary spells them. */
    List<String> tokens();

    /** Where each token stands in the text. */
    Places places();

    /** All there is to know of the tokens. */
    default Encoded encoded() {
        Places places = places();
        return new Encoded(ids(), places.starts(), places.ends(), tokens());
    }
}
