/** Reports of runs and sweeps as one page that needs nothing else, and the parts that such pages are made of. */
@NullMarked
package dev.bunrui.experiment.report;

import org.jspecify.annotations.NullMarked;
