package dev.bunrui.corpus;

import java.util.List;

/** What one file, folder or archive gave. */
record ReadPart(List<Article> articles, boolean titled, SourceFile source, List<Finding> findings) {}
