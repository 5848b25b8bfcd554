package io.github.diffseg.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Folders of files that are there completely or not at all. */
public final class AtomicFolders {

    private AtomicFolders() {}

    /**
     * Fills a hidden folder beside the target, then moves it there. Its files are not forced to the
     * disk one by one: there may be many thousands.
     *
     * @param target replaced with all that is in it, if it exists; the folder that it is in exists
     * @param content writes into a folder that exists and is empty
     * @throws IOException if that fails; the message is one sentence that names the target. Nothing
     *     is left behind, and what was there before is still there.
     */
    public static void write(Path target, FileContent content) throws IOException {
        Path place = target.toAbsolutePath();
        Path temporary = null;
        try {
            temporary = TemporaryFiles.createFolderBeside(place);
            content.writeTo(temporary);
            place(temporary, place);
        } catch (IOException e) {
            throw new IOException("Cannot write " + target + ": " + FileReason.ofWriting(e), e);
        } finally {
            if (temporary != null) {
                TemporaryFiles.delete(temporary);
            }
        }
    }

    private static void place(Path temporary, Path place) throws IOException {
        TemporaryFiles.PLACING.lock();
        Path before = TemporaryFiles.nameBeside(place);
        boolean replaces = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        try {
            if (replaces) {
                Files.move(place, before, StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (replaces) {
                    Files.move(before, place, StandardCopyOption.ATOMIC_MOVE);
                }
                throw e;
            }
        } finally {
            TemporaryFiles.PLACING.unlock();
        }
        if (replaces) {
            TemporaryFiles.delete(before);
        }
    }
}
