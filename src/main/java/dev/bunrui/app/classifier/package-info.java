/** An article's class while it is typed. */
@NullMarked
package dev.bunrui.app.classifier;

import org.jspecify.annotations.NullMarked;
