/** Why an article got its class: which sentences and which tokens carried the decision, and how far that can be trusted. */
@NullMarked
package dev.bunrui.classify.explain;

import org.jspecify.annotations.NullMarked;
