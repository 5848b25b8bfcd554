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

package io.github.diffseg.engine.install;

import ai.djl.util.Utils;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder into which DJL unpacks native code, and from which it loads what is there already.
 * Where the home folder may not be written, DJL takes one in the temporary folder that all users
 * share; a private one takes its place. Native code of another user is never loaded.
 */
public final class EngineFolder {

    static final String PROPERTY = "ENGINE_CACHE_DIR";

    private static final Set<String> CHOICES = Set.of(PROPERTY, "DJL_CACHE_DIR");
    private static final String PRIVATE = "rwx------";
    private static final int ROOT = 0;

    private EngineFolder() {}

    /**
     * Chooses the folder before DJL does, and checks what is in it.
     *
     * @throws UserException if there is no temporary folder to write to, or the folder or something
     *     in it belongs to another user; the message names it and says what to do
     */
    public static void prepare() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (!Files.isDirectory(temporary) || !Files.isWritable(temporary)) {
            throw new UserException(
                    "The temporary folder "
                            + temporary
                            + " (java.io.tmpdir) "
                            + (Files.exists(temporary) ? "may not be written" : "does not exist")
                            + "; make it, or name another with -Djava.io.tmpdir=FOLDER");
        }
        boolean chosen = CHOICES.stream().anyMatch(name -> isSet(name));
        if (!chosen && !Files.isWritable(Path.of(System.getProperty("user.home")))) {
            System.setProperty(PROPERTY, privateFolder(temporary).toString());
        }
        requireOwn(Utils.getEngineCacheDir("pytorch"), userOf(temporary));
    }

    private static boolean isSet(String name) {
        String value = Utils.getEnvOrSystemProperty(name);
        return value != null && !value.isEmpty();
    }

    /** A folder that nobody else can write to, the same one in each run. */
    static Path privateFolder(Path temporary) {
        String user = System.getProperty("user.name").replaceAll("[^\\w.-]", "_");
        Path folder = temporary.resolve("diffseg-" + user);
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder, privately());
            }
            boolean own =
                    Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                            && (!knowsUsers()
                                    || user(folder) == userOf(temporary)
                                            && isClosedToOthers(folder));
            if (own) {
                return folder;
            }
        } catch (IOException e) {
            throw new UserException(folder + " cannot be made: " + FileReason.ofWriting(e), e);
        }
        throw new UserException(
                folder
                        + " is no private folder of yours, so PyTorch is not unpacked there; name"
                        + " another folder in the environment variable "
                        + PROPERTY);
    }

    private static FileAttribute<?>[] privately() {
        return knowsUsers()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isClosedToOthers(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        return !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /**
     * Refuses a folder into which somebody else could put code.
     *
     * @param folder of native code; need not exist
     * @param user whose it must be, if not the system's
     */
    static void requireOwn(Path folder, int user) {
        if (!knowsUsers() || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = Stream.concat(Stream.of(folder.getParent()), files).toList();
            for (Path file : all) {
                int owner = user(file);
                if (owner != user && owner != ROOT) {
                    throw new UserException(
                            file
                                    + " belongs to another user ("
                                    + Files.getOwner(file).getName()
                                    + "), whose native code is not loaded; delete it, or name a"
                                    + " folder of your own in the environment variable "
                                    + PROPERTY);
                }
            }
        } catch (IOException e) {
            throw new UserException("The folder " + folder + " cannot be read: " + e, e);
        }
    }

    /** The number of the user of this process; -1 where files have none. */
    private static int userOf(Path temporary) {
        if (!knowsUsers()) {
            return -1;
        }
        try {
            Path file = Files.createTempFile(temporary, "diffseg", ".tmp");
            try {
                return user(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UserException(
                    "The temporary folder "
                            + temporary
                            + " cannot be used: "
                            + FileReason.ofWriting(e),
                    e);
        }
    }

    private static int user(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    private static boolean knowsUsers() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    }
}
