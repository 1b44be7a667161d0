package dev.bunrui.experiment;

import dev.bunrui.training.TrainingEvent;

/** How a training comes along, from its events: where it is, how fast it goes and how long it still takes. */
public final class Pace {
    /** The weight of what was before in the mean that single steps' ups and downs are smoothed by. */
    public static final double SMOOTHING = 0.9;

    private TrainingEvent.Started started = new TrainingEvent.Started(0, 0, 0, 0);
    private double before;
    private double began;
    private double now;
    private long step;
    private int validated = -1;
    private double loss = Double.NaN;
    private double tokensPerSecond;
    private double rehearsed = Double.NaN;

    /**
     * Hears of an event.
     *
     * @param seconds the time that it happened at, by any clock
     */
    public void hear(TrainingEvent event, double seconds) {
        if (event instanceof TrainingEvent.Rehearsed trial) {
            rehearsed = trial.seconds();
        } else if (event instanceof TrainingEvent.Started begins) {
            if (started.steps() > 0) {
                before += now - began; // of the sitting before; what was tried before the first one is no training
            }
            started = begins;
            began = seconds;
            step = begins.step();
        } else if (event instanceof TrainingEvent.Stepped taken) {
            step = taken.step();
            double rate = taken.tokens() / Math.max(taken.seconds(), 1e-9);
            boolean first = Double.isNaN(loss);
            loss = first ? taken.loss() : SMOOTHING * loss + (1 - SMOOTHING) * taken.loss();
            tokensPerSecond = first ? rate : SMOOTHING * tokensPerSecond + (1 - SMOOTHING) * rate;
        } else if (event instanceof TrainingEvent.Evaluated evaluated) {
            validated = evaluated.epoch();
        }
        now = seconds;
    }

    /** Steps that were taken, those of earlier sittings included. */
    public long step() {
        return step;
    }

    /** Steps that there are; 0 before the training began. */
    public long steps() {
        return started.steps();
    }

    /** The epoch that the step belongs to, counted from 1; 0 before the first step. */
    public long epoch() {
        return started.stepsPerEpoch() == 0 ? 0 : (step + started.stepsPerEpoch() - 1) / started.stepsPerEpoch();
    }

    /** Epochs that there are; 0 before the training began. */
    public long epochs() {
        return started.stepsPerEpoch() == 0 ? 0 : started.steps() / started.stepsPerEpoch();
    }

    /** Whether an epoch, or the time before the first one, is over and its validation is next. */
    public boolean validationDue() {
        return started.steps() > 0 && step % started.stepsPerEpoch() == 0 && validated < epoch();
    }

    /** The time that the training was worked on up to the last event, in seconds; what lies between sittings left out. */
    public double elapsed() {
        return started.steps() == 0 ? 0 : before + now - began;
    }

    /** The part of the steps that was taken, from 0 to 1. */
    public double share() {
        return started.steps() == 0 ? 0 : (double) step / started.steps();
    }

    /** The smoothed loss in nats; not a number before the first step. */
    public double loss() {
        return loss;
    }

    /** Smoothed, fillers not counted; 0 before the first step. */
    public double tokensPerSecond() {
        return tokensPerSecond;
    }

    /**
     * What the steps that are left take, evaluations included: going by this sitting, and before its first step by what was
     * tried before the training; not a number if nothing was.
     */
    public double secondsLeft() {
        long taken = step - started.step();
        return taken <= 0 ? rehearsed * (1 - share()) : (now - began) / taken * (started.steps() - step);
    }
}
