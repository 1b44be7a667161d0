/**
 * Another background: a cluster. A sweep's runs are parted into the elements of a job array, which the user's own
 * {@code sbatch} takes; an element is a worker of the same kind, over the same run folders, which the nodes share.
 *
 * <ul>
 *   <li>{@link dev.bunrui.service.slurm.SlurmSettings} are what is asked of Slurm, {@code SlurmProposal} guesses them from
 *       what {@code sinfo} tells and the planner reckons, {@code SettingsCheck} refuses what could never begin.
 *   <li>{@link dev.bunrui.service.slurm.SlurmSweep} writes the script, has a job look at a node first ({@code NodeLook}),
 *       submits, and looks after the jobs; {@code SlurmBook} is what is known of them, in the sweep's folder.
 *   <li>{@link dev.bunrui.service.slurm.SlurmElement} is what runs on a node.
 *   <li>The runs' folders are the truth: a run that is asked to stop stops, whoever works on it. Slurm's queue is made to fit
 *       them ({@code Reconciliation}) by any process that looks.
 * </ul>
 *
 * <p>Slurm makes sure that an element is worked on once at a time, and a run is in one element only: no lock between nodes is
 * relied on.
 */
@NullMarked
package dev.bunrui.service.slurm;

import org.jspecify.annotations.NullMarked;
