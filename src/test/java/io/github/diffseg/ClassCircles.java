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

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.GabowStrongConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/**
 * Classes that need each other, directly or by way of others: the strongly connected components of
 * the graph of who knows whom, of two classes or more. Nested classes count as their outermost one.
 *
 * <p>{@link #main} prints them for any folder of class files, so that two versions can be compared.
 */
final class ClassCircles {

    private ClassCircles() {}

    /**
     * @param classes of the root package and those below
     * @param root of which packages classes count
     * @return the circles, the largest first, then by name; each in the order of names
     */
    static List<Set<String>> of(JavaClasses classes, String root) {
        Graph<String, DefaultEdge> knows = new SimpleDirectedGraph<>(DefaultEdge.class);
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                connect(knows, type, dependency.getTargetClass().getBaseComponentType(), root);
            }
        }
        return new GabowStrongConnectivityInspector<>(knows)
                .stronglyConnectedSets().stream()
                        .filter(circle -> circle.size() > 1)
                        .map(circle -> (Set<String>) new TreeSet<>(circle))
                        .sorted(
                                Comparator.<Set<String>>comparingInt(circle -> -circle.size())
                                        .thenComparing(Object::toString))
                        .toList();
    }

    private static void connect(
            Graph<String, DefaultEdge> knows, JavaClass from, JavaClass to, String root) {
        String first = outermost(from).getName();
        String second = outermost(to).getName();
        if (first.startsWith(root) && second.startsWith(root) && !first.equals(second)) {
            knows.addVertex(first);
            knows.addVertex(second);
            knows.addEdge(first, second);
        }
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    /**
     * @param arguments the folder of the class files, such as {@code target/classes}
     */
    public static void main(String[] arguments) {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of(arguments[0]));
        List<Set<String>> circles = of(classes, "io.github.diffseg");
        circles.forEach(circle -> System.out.println(circle.size() + " " + circle));
        int all = circles.stream().mapToInt(Set::size).sum();
        System.out.println(all + " classes in " + circles.size() + " circles");
    }
}
