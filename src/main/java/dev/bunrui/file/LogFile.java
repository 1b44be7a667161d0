package dev.bunrui.file;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** The process's log: everything in a file, and what Bunrui itself warns of as terse lines on a stream. */
public final class LogFile {
    private static final String NAME = "bunrui.log";
    private static final String FULL = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger %msg%n%ex";
    private static final int OLDER_FILES = 2;
    private static final FileSize SIZE = FileSize.valueOf("5MB");

    private LogFile() {}

    /** The log file in the logs' folder. */
    public static Path in(Path logs) {
        return logs.resolve(NAME);
    }

    /**
     * Starts logging, instead of whatever was set up before. Without the file where it cannot be written: no work should
     * fail for want of a log.
     */
    public static void start(Path logs, OutputStream warnings) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            return;
        }
        Logger root = begun(context);
        // Only our own warnings go to the terminal: libraries warn of what is no concern there, such as missing CUDA.
        context.getLogger("dev.bunrui").addAppender(terminal(context, warnings));
        if (writable(logs)) {
            root.addAppender(file(context, in(logs)));
        }
    }

    /** Starts logging to a stream alone, as a process does whose words go to a file of its own. */
    public static void startOn(OutputStream stream) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            begun(context).addAppender(stream(context, FULL, stream));
        }
    }

    private static Logger begun(LoggerContext context) {
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        // It warns of a machine without a card whenever a library is loaded; which devices there are is told elsewhere.
        context.getLogger("ai.djl.util.cuda").setLevel(Level.ERROR);
        return root;
    }

    private static boolean writable(Path logs) {
        try {
            Files.createDirectories(logs);
            Path file = in(logs);
            return Files.isWritable(Files.exists(file) ? file : logs);
        } catch (IOException unwritable) {
            return false;
        }
    }

    private static OutputStreamAppender<ILoggingEvent> terminal(LoggerContext context, OutputStream warnings) {
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel(Level.WARN.toString());
        filter.start();
        OutputStreamAppender<ILoggingEvent> appender = stream(context, "%m%n%nopex", warnings);
        appender.addFilter(filter);
        return appender;
    }

    private static OutputStreamAppender<ILoggingEvent> stream(
            LoggerContext context, String pattern, OutputStream stream) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName("stream");
        appender.setEncoder(pattern(context, pattern));
        appender.setOutputStream(stream);
        appender.start();
        return appender;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file.toString());
        appender.setEncoder(pattern(context, FULL));
        FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
        older.setContext(context);
        older.setParent(appender);
        older.setFileNamePattern(file + ".%i");
        older.setMinIndex(1);
        older.setMaxIndex(OLDER_FILES);
        older.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(SIZE);
        size.start();
        appender.setRollingPolicy(older);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    private static PatternLayoutEncoder pattern(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }
}
