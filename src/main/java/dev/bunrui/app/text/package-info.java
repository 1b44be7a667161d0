/** Words that change their language while they are shown. */
@NullMarked
package dev.bunrui.app.text;

import org.jspecify.annotations.NullMarked;
