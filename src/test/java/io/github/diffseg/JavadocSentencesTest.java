/*-
 * #%L
 * Zero-shot image segmentation from diffusion self-attention, for Fiji.
 * %%
 * Copyright (C) 2026 DiffSeg for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package io.github.diffseg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * A Javadoc comment of something public or protected begins with a sentence, which lists and search
 * results show alone. <code>{&#64;return …}</code> at the beginning is one. A comment that is left
 * out, as on most methods that override another, is none; members of interfaces are public, and
 * records' components stand in the comment of the record.
 */
class JavadocSentencesTest {

    @Test
    void commentsBeginWithASentence() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> sources.add(new Source(file.toUri(), read(file))));
        }
        assertEquals(List.of(), withoutSentence(sources));
    }

    @Test
    void findsWhatHasTagsOnly() throws IOException {
        String source =
                """
                /** A class. */
                public class Example {
                    /** @return the first */
                    public int first() { return 1; }
                    /** {@return the second} */
                    public int second() { return 2; }
                    /** Sets it. @param third given */
                    protected void third(int third) {}
                    /** @param hidden not seen from outside */
                    void fourth(int hidden) {}
                    public int fifth() { return 5; }
                    /** @param sixth one */
                    public record Sixth(int sixth) {}
                    /** An interface. */
                    public interface Seventh {
                        /** @param seventh one */
                        void seventh(int seventh);
                    }
                    /** @see Example */
                    public static final int EIGHTH = 8;
                }
                """;
        assertEquals(
                Set.of(
                        "Example.java: first",
                        "Example.java: Sixth",
                        "Example.java: seventh",
                        "Example.java: EIGHTH"),
                Set.copyOf(
                        withoutSentence(
                                List.of(new Source(URI.create("string:/Example.java"), source)))));
    }

    /** File and name of what has a comment without a sentence. */
    private static List<String> withoutSentence(List<JavaFileObject> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, sources);
        Comments comments = new Comments(DocTrees.instance(task));
        for (CompilationUnitTree unit : task.parse()) {
            comments.scan(unit, null);
        }
        return comments.found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(URI uri, String text) {
            super(uri, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Comments extends TreePathScanner<Void, Void> {

        private static final Set<Tree.Kind> INTERFACES =
                Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);

        private final DocTrees trees;
        private final List<String> found = new ArrayList<>();

        Comments(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            check(type.getModifiers(), type.getSimpleName().toString());
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            check(method.getModifiers(), method.getName().toString());
            return super.visitMethod(method, unused);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void unused) {
            check(variable.getModifiers(), variable.getName().toString());
            return super.visitVariable(variable, unused);
        }

        private void check(ModifiersTree modifiers, String name) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null && isSeen(modifiers.getFlags()) && !hasSentence(comment)) {
                Path file =
                        Path.of(getCurrentPath().getCompilationUnit().getSourceFile().getName());
                found.add(file.getFileName() + ": " + name);
            }
        }

        private boolean isSeen(Set<Modifier> flags) {
            TreePath outer = getCurrentPath().getParentPath();
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || INTERFACES.contains(outer.getLeaf().getKind());
        }

        /** At least two words: "The result." says something, "Result." nothing. */
        private static boolean hasSentence(DocCommentTree comment) {
            String sentence =
                    comment.getFirstSentence().stream()
                            .map(DocTree::toString)
                            .collect(Collectors.joining());
            return sentence.strip().split("\\s+").length > 1;
        }
    }
}
