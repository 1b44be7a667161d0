/**
 * The background: runs wait in a queue, one process works through it, and each run has a process of its own. Nothing but
 * files is shared with whoever asks for a run or follows it, so that any side may end, however it ends.
 *
 * <p>What flows where, with several devices:
 *
 * <ul>
 *   <li>{@link dev.bunrui.service.Devices} says which devices there are; each is a {@code Lane} with one worker at a time.
 *   <li>The service goes through the queue in order, and gives each run that nobody works on to the first free lane that
 *       fits: any for a run that leaves its device open ({@code auto}), its own for one that names it, and again any for
 *       one that names a device without a lane. A run that has to wait for its lane is overtaken by others.
 *   <li>The worker is told its device, which is what {@code auto} means to it, and writes it into the run's manifest. A run
 *       that was begun goes on on the device of its manifest.
 *   <li>Who works on a run has its folder's lock; who works on a lane has the lane's. The system lets go of both when the
 *       process ends, so that whoever comes after a killed service or worker knows what is free.
 *   <li>Workers of one sweep each take its next run that waits in the queue and that nobody holds. A worker that finds its
 *       own run held by another says so by its exit code, and the run's turn stays.
 *   <li>A turn is over when its run is finished, has failed or was asked to stop, or when its worker ended.
 * </ul>
 */
@NullMarked
package dev.bunrui.service;

import org.jspecify.annotations.NullMarked;
