package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.Confidence;
import dev.bunrui.training.score.CalibrationError;
import dev.bunrui.training.score.CoveragePoint;
import dev.bunrui.training.score.Interval;
import dev.bunrui.training.score.ReliabilityBin;

/** How far a run's confidence can be relied on, for programs; all figures are fractions. */
final class ConfidenceJson {
    private ConfidenceJson() {}

    /** Temperature, calibration error on the test before and after it, what is answered above a few confidences, bins. */
    static ObjectNode of(Confidence confidence) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("temperature", confidence.temperature());
        put(node.putObject("calibration_error_before"), confidence.before());
        put(node.putObject("calibration_error"), confidence.after());
        ArrayNode coverage = node.putArray("coverage");
        ConfidenceReport.THRESHOLDS.forEach(
                threshold -> put(coverage.addObject(), confidence.test().at(threshold)));
        ArrayNode bins = node.putArray("bins");
        confidence.after().bins().stream().filter(bin -> bin.n() > 0).forEach(bin -> put(bins.addObject(), bin));
        return node;
    }

    private static void put(ObjectNode node, CalibrationError error) {
        node.put("error", error.error()).put("corrected", error.corrected()).put("rough", error.rough());
        put(node, error.interval());
    }

    private static void put(ObjectNode node, CoveragePoint point) {
        node.put("threshold", point.threshold())
                .put("answered", point.answered())
                .put("to_person", point.toPerson())
                .put("share", point.share());
        if (point.answered() > 0) {
            node.put("accuracy", point.accuracy());
            put(node, point.interval());
        }
    }

    private static void put(ObjectNode node, ReliabilityBin bin) {
        node.put("from", bin.from())
                .put("to", bin.to())
                .put("n", bin.n())
                .put("confidence", bin.confidence())
                .put("accuracy", bin.accuracy());
        put(node, bin.interval());
    }

    private static void put(ObjectNode node, Interval interval) {
        node.putArray("interval").add(interval.low()).add(interval.high());
    }
}
