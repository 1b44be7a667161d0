package dev.bunrui.cli;

import dev.bunrui.message.RequestException;
import dev.bunrui.service.slurm.SlurmSweep;

/** A look at Slurm by the way: what is done or shown holds, too, if it does not answer now. */
final class SlurmLook {
    private SlurmLook() {}

    /** Looks, if Slurm may still have to do with the sweep, and tells if it does not answer. */
    static void at(SlurmSweep sweep, Session session) {
        if (sweep.open()) {
            try {
                sweep.look();
            } catch (RequestException refused) {
                session.terminal().err().println(refused.getMessage());
            }
        }
    }
}
