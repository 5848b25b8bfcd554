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

package io.github.diffseg.hub;

import static io.github.diffseg.download.FileServer.headers;

import io.github.diffseg.download.FileServer;
import io.github.diffseg.download.FileServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Two servers on the loopback address that speak as the hub and its store of large files: small
 * files come from the one, for large ones it leads to a signed address of the other.
 */
public final class FakeHub implements AutoCloseable {

    public static final String COMMIT = "1234567890abcdef1234567890abcdef12345678";

    private static final int LARGE = 100_000;

    private final FileServer hub;
    private final FileServer store;

    public FakeHub() throws IOException {
        hub = new FileServer();
        store = new FileServer();
        hub.otherwise(
                FileServer.status(
                        401, "X-Error-Code", "RepoNotFound", "X-Error-Message", "Not found"));
    }

    /** For {@code HF_ENDPOINT}. */
    public String endpoint() {
        return hub.address().toString();
    }

    /** What the hub was asked for. */
    public List<String> log() {
        return hub.log();
    }

    /** What the store of large files was asked for. */
    public List<String> storeLog() {
        return store.log();
    }

    /** A repository with these files; nothing else is in it. */
    public FakeHub repository(String name, Map<String, byte[]> files) {
        hub.otherwise(
                exchange -> {
                    boolean known = exchange.getRequestURI().getPath().startsWith("/" + name + "/");
                    FileServer.status(
                                    known ? 404 : 401,
                                    "X-Error-Code",
                                    known ? "EntryNotFound" : "RepoNotFound")
                            .to(exchange);
                });
        files.forEach((path, content) -> file(name, path, content));
        return this;
    }

    public FakeHub file(String repository, String path, byte[] content) {
        if (content.length < LARGE) {
            String tag = DigestUtils.sha1Hex(gitBlob(content));
            return answer(
                    repository,
                    path,
                    FileServer.file(
                            content, headers("X-Repo-Commit", COMMIT, "ETag", "\"" + tag + "\"")));
        }
        String hash = DigestUtils.sha256Hex(content);
        store.on("/" + hash, FileServer.file(content));
        return answer(
                repository,
                path,
                FileServer.status(
                        302,
                        "X-Repo-Commit",
                        COMMIT,
                        "X-Linked-Etag",
                        "\"" + hash + "\"",
                        "X-Linked-Size",
                        "" + content.length,
                        "ETag",
                        "W/\"of-the-redirect\"",
                        "Location",
                        store.address("/" + hash + "?X-Signature=secret").toString()));
    }

    private static byte[] gitBlob(byte[] content) {
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    /** Another answer for one file, of the branch and of the version. */
    public FakeHub answer(String repository, String path, Answer answer) {
        for (String revision : List.of("main", COMMIT)) {
            hub.on("/" + repository + "/resolve/" + revision + "/" + path, answer);
        }
        return this;
    }

    /** Another answer of the store for a large file. */
    public FakeHub stored(byte[] content, Answer answer) {
        store.on("/" + DigestUtils.sha256Hex(content), answer);
        return this;
    }

    /** What the hub's API tells of a repository. */
    public FakeHub card(String repository, String json) {
        hub.on("/api/models/" + repository, FileServer.file(json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Leads from all addresses of one name to those of another, as the hub does after a move. */
    public FakeHub moved(String from, String to) {
        hub.otherwise(
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    boolean old = path.startsWith("/" + from + "/");
                    (old
                                    ? FileServer.status(307, "Location", path.replace(from, to))
                                    : FileServer.status(404, "X-Error-Code", "EntryNotFound"))
                            .to(exchange);
                });
        return this;
    }

    /** Another answer for all that has none of its own. */
    public FakeHub otherwise(Answer answer) {
        hub.otherwise(answer);
        return this;
    }

    /** A repository of Stable Diffusion's layout with weights of some 100 kB that mean nothing. */
    public static Map<String, byte[]> stableDiffusion() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "model_index.json",
                text(
                        """
                        {"_class_name": "StableDiffusionPipeline",
                         "unet": ["diffusers", "UNet2DConditionModel"],
                         "vae": ["diffusers", "AutoencoderKL"],
                         "safety_checker": [null, null],
                         "tokenizer": ["transformers", "CLIPTokenizer"],
                         "text_encoder": ["transformers", "CLIPTextModel"]}
                        """));
        int seed = 0;
        for (String network : List.of("unet", "vae", "text_encoder", "safety_checker")) {
            boolean diffusers = network.equals("unet") || network.equals("vae");
            String stem = network + (diffusers ? "/diffusion_pytorch_model" : "/model");
            files.put(network + "/config.json", text("{\"of\": \"" + network + "\"}"));
            files.put(stem + ".safetensors", weights(++seed, 2 * LARGE));
            files.put(stem + ".fp16.safetensors", weights(++seed, LARGE + seed));
            files.put(stem + ".bin", weights(++seed, 2 * LARGE));
        }
        files.put("tokenizer/vocab.json", text("{\"<|startoftext|>\": 1}"));
        files.put("tokenizer/merges.txt", text("a b"));
        files.put("v1-5-pruned.ckpt", weights(++seed, 2 * LARGE));
        return files;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] weights(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        hub.close();
        store.close();
    }
}
