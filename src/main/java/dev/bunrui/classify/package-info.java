/** The use of what was trained: articles to tokens, and to classes. */
@NullMarked
package dev.bunrui.classify;

import org.jspecify.annotations.NullMarked;
