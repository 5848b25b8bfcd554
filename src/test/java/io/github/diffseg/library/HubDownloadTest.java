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

package io.github.diffseg.library;

import static io.github.diffseg.download.FileServer.broken;
import static io.github.diffseg.download.FileServer.file;
import static io.github.diffseg.download.FileServer.inTurn;
import static io.github.diffseg.download.FileServer.page;
import static io.github.diffseg.download.FileServer.redirect;
import static io.github.diffseg.download.FileServer.status;
import static io.github.diffseg.download.FileServer.trickle;
import static io.github.diffseg.download.FileServer.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.download.FileServer;
import io.github.diffseg.download.FreeSpace;
import io.github.diffseg.download.Retries;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.hub.FakeHub;
import io.github.diffseg.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gets models from a hub on this machine, which behaves well or badly. */
class HubDownloadTest {

    private static final String REPOSITORY = "org/tiny-diffusion";
    private static final String UNET = "unet/diffusion_pytorch_model.fp16.safetensors";
    private static final String TOKEN = "hf_aVerySecretToken";
    private static final Retries SOON = new Retries(2, Duration.ofMillis(1), Duration.ofSeconds(5));

    @TempDir private Path folder;
    private FakeHome home;
    private FakeHub hub;
    private Map<String, byte[]> files;
    private FreeSpace freeSpace = FreeSpace.OF_SYSTEM;

    @BeforeEach
    void open() throws IOException {
        hub = new FakeHub();
        files = FakeHub.stableDiffusion();
        hub.repository(REPOSITORY, files);
        hub.card(REPOSITORY, "{\"cardData\": {\"license\": \"creativeml-openrail-m\"}}");
        home = new FakeHome(folder).variable("HF_ENDPOINT", hub.endpoint());
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void loadsWhatIsNeededAndNothingElse() throws IOException {
        List<DownloadPlan> asked = new ArrayList<>();
        ModelPlace place =
                get(
                        plan -> {
                            assertFalse(Files.exists(home.library().modelsFolder()), "asked first");
                            return asked.add(plan);
                        },
                        Progress.NONE);
        Path model = home.library().modelsFolder().resolve("tiny-diffusion");
        assertEquals(Optional.of(model), place.path());
        assertEquals(ModelOrigin.DOWNLOADED, place.origin());
        assertEquals(
                List.of(
                        Receipt.FILE,
                        "model_index.json",
                        "text_encoder/config.json",
                        "text_encoder/model.fp16.safetensors",
                        "tokenizer/vocab.json",
                        "unet/config.json",
                        UNET,
                        "vae/config.json",
                        "vae/diffusion_pytorch_model.fp16.safetensors"),
                names(model));
        for (String name : names(model).subList(1, 9)) {
            assertArrayEquals(files.get(name), Files.readAllBytes(model.resolve(name)), name);
        }
        assertEquals(1, asked.size());
        DownloadPlan plan = asked.get(0);
        assertEquals(
                "tiny-diffusion (org/tiny-diffusion) is under the licence creativeml-openrail-m,"
                        + " to be read at "
                        + hub.endpoint()
                        + "/org/tiny-diffusion, and takes 1 MB",
                plan.terms());
        assertEquals(
                names(model).subList(1, 9).stream().mapToLong(n -> files.get(n).length).sum(),
                plan.bytes());
        assertEquals(ModelChecks.State.RIGHT, new ModelChecks(home.library()).state(place));
    }

    private List<String> names(Path model) {
        return ModelFiles.in(model).stream()
                .map(file -> model.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void withoutHalfPrecisionTheWholeOneIsLoaded() throws IOException {
        files.keySet().removeIf(name -> name.contains(".fp16."));
        hub.close();
        open(files);
        Path model = get().path().orElseThrow();
        assertTrue(names(model).contains("unet/diffusion_pytorch_model.safetensors"));
    }

    private void open(Map<String, byte[]> others) throws IOException {
        hub = new FakeHub().repository(REPOSITORY, others);
        home.variable("HF_ENDPOINT", hub.endpoint());
    }

    @Test
    void shardsAreLoadedByTheirIndexAndStayBesideIt() throws IOException {
        files.keySet().removeIf(name -> name.startsWith("unet/diff"));
        String index = "unet/diffusion_pytorch_model.fp16.safetensors.index.json";
        files.put(index, "{\"weight_map\": {\"a\": \"one.safetensors\"}}".getBytes());
        files.put("unet/one.safetensors", new byte[200_000]);
        hub.close();
        open(files);
        assertTrue(names(get().path().orElseThrow()).contains("unet/one.safetensors"));

        for (String name : List.of("../one.safetensors", "/etc/x.safetensors", "..safetensors")) {
            files.put(index, ("{\"weight_map\": {\"a\": \"" + name + "\"}}").getBytes());
            hub.close();
            open(files);
            home.library().remove("tiny-diffusion");
            assertEquals(
                    REPOSITORY
                            + " cannot be loaded: "
                            + index
                            + " names the file \""
                            + name
                            + "\", which would not lie beside it; take another model",
                    refused());
            home.model(".local/share/diffseg/models/tiny-diffusion");
        }
    }

    @ParameterizedTest
    @CsvSource({"org/..", "../org", "org/a/b", "org", "/etc/passwd", "org/a?b"})
    void namesThatAreNoneAreNotAskedFor(String name) {
        String message =
                assertThrows(
                                UserException.class,
                                () -> download().get(name, Consent.GIVEN, Progress.NONE))
                        .getMessage();
        assertTrue(message.startsWith("There is no model \"" + name + "\" on this machine"));
        assertEquals(List.of(), hub.log());
    }

    @Test
    void whoDoesNotAgreeGetsNothing() {
        String message = refused(Consent.MISSING);
        assertTrue(
                message.endsWith(
                        " and takes 1 MB; nothing was loaded: agree to it with accept_licence=true"
                                + " in a macro, --accept-licence on the command line"),
                message);
        assertTrue(message.contains("is under the licence creativeml-openrail-m"), message);
        assertEquals(List.of(), hub.storeLog());
        assertFalse(Files.exists(home.library().modelsFolder()));
    }

    @Test
    void aModelThatIsHereIsUsedWhereItLies() throws IOException {
        Path cached = home.model(".cache/huggingface/hub/models--org--tiny-diffusion/snapshots/1");
        Files.writeString(cached.resolve("unet/a.safetensors"), "x");
        assertEquals(Optional.of(cached), get(Consent.MISSING, Progress.NONE).path());
        assertEquals(List.of(), hub.log());
        Files.delete(cached.resolve("unet/a.safetensors"));
        assertEquals(ModelOrigin.DOWNLOADED, get().origin(), "a configuration alone is no model");
    }

    @Test
    void whatIsUnfinishedCanBeGivenUp() throws IOException {
        byte[] unet = files.get(UNET);
        hub.stored(unet, broken(unet, 40_000, Map.of()));
        refused();
        Path models = home.library().modelsFolder();
        assertEquals(1, UnfinishedDownload.all(models, "tiny-diffusion").size());
        assertEquals(
                "The unfinished download of org/tiny-diffusion was removed",
                home.library().remove(REPOSITORY));
        assertEquals(List.of(), ModelSearch.children(models));
        home.file(".local/share/diffseg/models/.tiny-diffusion-00ff.download/a.part", "old");
        hub.stored(unet, file(unet));
        get();
        assertEquals(1, ModelSearch.children(models).size(), "nor what is left of an old version");
    }

    @Test
    void filesOfKnownModelsAreComparedWithTheCatalogue() throws IOException {
        Path model = home.model("data/stable-diffusion-v1-5");
        Path unet = home.file("data/stable-diffusion-v1-5/" + UNET, "not it");
        ModelPlace place = home.library().add(model).get(0);
        ModelChecks checks = new ModelChecks(home.library());
        assertEquals(ModelChecks.State.NOT_CHECKED, checks.state(place));
        assertEquals(
                "stable-diffusion-v1-5 is damaged: "
                        + unet
                        + " is not as published; remove it and get it again",
                checks.check(place, Progress.NONE).sentence());
        assertEquals(ModelChecks.State.DAMAGED, checks.state(place));
        Files.writeString(unet, "changed");
        assertEquals(ModelChecks.State.NOT_CHECKED, checks.state(place), "another file by now");
    }

    @Test
    void whatWasLoadedIsNotLoadedAgain() throws IOException {
        byte[] unet = files.get(UNET);
        hub.stored(unet, broken(unet, 40_000, Map.of()));
        String message = refused();
        assertTrue(
                message.matches(
                        "org/tiny-diffusion cannot be loaded: the connection ended after \\d+ of"
                                + " 100002 bytes( \\(.*\\))?; the next run goes on from there"),
                message);
        assertFalse(home.library().find("tiny-diffusion").isPresent(), "not listed by half");
        int before = hub.storeLog().size();
        hub.stored(unet, file(unet));
        Path model = get().path().orElseThrow();
        assertArrayEquals(unet, Files.readAllBytes(model.resolve(UNET)));
        List<String> after = hub.storeLog().subList(before, hub.storeLog().size());
        assertTrue(after.get(0).matches("GET /\\w+\\?X-Signature=secret bytes=\\d+-"), "" + after);
        assertEquals(3, after.size(), "the rest of the UNet, VAE, text encoder: " + after);
    }

    @Test
    void bytesAndRemainingTimeAreTold() throws IOException {
        byte[] unet = files.get(UNET);
        hub.stored(unet, trickle(unet, 1000, 15));
        List<String> steps = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        get(
                Consent.GIVEN,
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        steps.add(step);
                        fractions.add(fraction);
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                });
        assertTrue(
                steps.stream().anyMatch(s -> s.matches("tiny-diffusion: 0 of 0 MB, \\d+ s left")),
                steps.toString());
        assertTrue(fractions.stream().allMatch(f -> f >= 0 && f <= 1), fractions.toString());
    }

    @Test
    void cancellingEndsAtOnceAndKeepsWhatHasArrived() {
        byte[] unet = files.get(UNET);
        hub.stored(unet, trickle(unet, 20_000, 60_000));
        Path models = home.library().modelsFolder();
        File part =
                UnfinishedDownload.folder(models, "tiny-diffusion", FakeHub.COMMIT)
                        .resolve(UNET + ".part")
                        .toFile();
        Progress user =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {}

                    @Override
                    public boolean isCancelled() {
                        return part.length() >= 20_000;
                    }
                };
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () ->
                        assertThrows(
                                CancellationException.class,
                                () -> download().get(REPOSITORY, Consent.GIVEN, user)));
        assertEquals(20_000, part.length());
        assertEquals(List.of(ModelPlace.OF_PLUGIN), home.library().places());
    }

    @Test
    void theTokenGoesToTheHubAlone() throws IOException {
        home.variable("HF_TOKEN", TOKEN);
        get();
        assertTrue(
                hub.log().stream().allMatch(line -> line.endsWith(" authorized")), "" + hub.log());
        assertTrue(
                hub.storeLog().stream().noneMatch(line -> line.contains("authorized")),
                "" + hub.storeLog());
    }

    @Test
    void theTokensFileIsRead() throws IOException {
        home.file(".cache/huggingface/token", TOKEN + "\n");
        get();
        assertTrue(hub.log().get(0).endsWith(" authorized"), "" + hub.log());
    }

    @Test
    void noMessageHoldsTheToken() {
        home.variable("HF_TOKEN", TOKEN);
        List<FileServer.Answer> refusals =
                List.of(
                        status(401),
                        status(403, "X-Error-Code", "GatedRepo"),
                        status(404),
                        status(500),
                        page("<html/>"),
                        redirect("ftp://elsewhere/"));
        for (FileServer.Answer refusal : refusals) {
            hub.answer(REPOSITORY, "model_index.json", refusal);
            String message = refused();
            assertFalse(message.contains(TOKEN) || message.contains("Bearer"), message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | GatedRepo | it is for those alone who have agreed to its terms: agree to them"
                        + " at HUB/org/tiny-diffusion, make a token at HUB/settings/tokens, and"
                        + " start Fiji with the environment variable HF_TOKEN set to it",
                "401 | RepoNotFound | the hub has no model org/tiny-diffusion, or shows it only to"
                        + " those who are logged in; check the name, or set the environment"
                        + " variable HF_TOKEN to your token",
                "401 | '' | the hub has no model org/tiny-diffusion, or shows it only to those who"
                        + " are logged in; check the name, or set the environment variable HF_TOKEN"
                        + " to your token",
                "404 | RevisionNotFound | org/tiny-diffusion has no version main; give another or"
                        + " none",
                "404 | EntryNotFound | org/tiny-diffusion has no model in diffusers' layout (no"
                        + " model_index.json); take one of the models that are listed as worth"
                        + " getting",
                "404 | '' | the server does not have it (404); look whether HF_ENDPOINT names a"
                        + " server that has it, or import the model from another computer",
                "403 | '' | the server forbids it (403); a firewall may forbid it: ask who runs"
                        + " your network, or import the model from another computer",
                "407 | '' | the proxy wants a name and a password (407), which DiffSeg does not send;"
                        + " name a proxy that wants none, such as a program on this computer that"
                        + " logs in there, or carry it over from another computer",
                "429 | '' | the server takes no more requests from here for now (429); run it"
                        + " again in some minutes: it goes on where it stopped",
                "503 | '' | the server is out of order for now (503); run it again in some"
                        + " minutes: it goes on where it stopped",
            })
    void refusalsSayWhatToDo(int status, String code, String clause) {
        hub.answer(
                REPOSITORY,
                "model_index.json",
                code.isEmpty() ? status(status) : status(status, "X-Error-Code", code));
        assertEquals(
                "org/tiny-diffusion cannot be loaded: " + clause.replace("HUB", hub.endpoint()),
                refused());
    }

    @Test
    void whoHasATokenIsToldToAgreeWithIt() {
        home.variable("HUGGING_FACE_HUB_TOKEN", TOKEN);
        hub.answer(REPOSITORY, "model_index.json", status(403, "X-Error-Code", "GatedRepo"));
        assertTrue(
                refused()
                        .endsWith(
                                "agree to them at "
                                        + hub.endpoint()
                                        + "/org/tiny-diffusion, with the account that your token"
                                        + " (HF_TOKEN) is of"));
    }

    @Test
    void aServerThatIsNotTheHubIsCalledSo() {
        hub.answer(REPOSITORY, "model_index.json", page("<html>Welcome to our WLAN</html>"));
        assertEquals(
                "org/tiny-diffusion cannot be loaded: something else than the hub has answered in"
                        + " its place, such as a firewall or a network's log-in page; open "
                        + hub.endpoint()
                        + "/org/tiny-diffusion in a browser of this computer to see what",
                refused());
    }

    @Test
    void storesThatBehaveBadlyAreTold() {
        byte[] unet = files.get(UNET);
        byte[] other = unet.clone();
        other[7]++;
        Map<FileServer.Answer, String> answers =
                Map.of(
                        file(other), "what arrived is not that file: its SHA-256 is ",
                        file(Arrays.copyOf(unet, 99_999)),
                                "it is shorter than 100002 bytes: the server's has 99999",
                        file(Arrays.copyOf(unet, 100_003)),
                                "it is longer than 100002 bytes: the server's has 100003",
                        page("<html>"),
                                "a web page came instead of it, such as a network's log-in page",
                        redirect("https://localhost/x"),
                                "the server leads from http: to https:, which is not followed",
                        status(403), "the server forbids it (403); a firewall may forbid it: ",
                        status(503), "the server is out of order for now (503); run it again");
        answers.forEach(
                (answer, words) -> {
                    hub.stored(unet, answer);
                    String message = refused();
                    assertTrue(
                            message.startsWith("org/tiny-diffusion cannot be loaded: " + words),
                            message);
                });
    }

    @Test
    void storesThatAreOddAreUsed() throws IOException {
        byte[] unet = files.get(UNET);
        hub.stored(unet, inTurn(status(429, "Retry-After", "1"), status(500), whole(unet)));
        assertArrayEquals(unet, Files.readAllBytes(get().path().orElseThrow().resolve(UNET)));
    }

    @Test
    void aRepositoryThatMovedIsFollowed() {
        hub.moved("org/old-name", REPOSITORY);
        ModelPlace place = download().get("org/old-name", Consent.GIVEN, Progress.NONE);
        assertEquals("old-name", place.name());
        assertTrue(hub.log().contains("HEAD /" + REPOSITORY + "/resolve/main/model_index.json"));
    }

    /** It knows the hub's headers, but not its error codes. */
    @Test
    void aMirrorWithoutErrorCodesIsUsed() throws IOException {
        hub.otherwise(status(404));
        assertEquals("tiny-diffusion", get().name());
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsLoaded() {
        freeSpace = place -> 150_000_000;
        assertEquals(
                "org/tiny-diffusion cannot be loaded: it needs 201 MB in "
                        + home.library().modelsFolder()
                        + ", where 150 MB are free; make room there, or name another folder with"
                        + " -Ddiffseg.models=FOLDER",
                refused());
        assertEquals(List.of(), hub.storeLog());
    }

    @Test
    void thePlannedFilesAreThoseThatWerePublished() throws IOException {
        String name = Catalogue.find("stable-diffusion-v1-5").orElseThrow().repository();
        hub.repository(name, files);
        String message =
                assertThrows(
                                UserException.class,
                                () ->
                                        download()
                                                .get(
                                                        "stable-diffusion-v1-5",
                                                        Consent.GIVEN,
                                                        Progress.NONE))
                        .getMessage();
        assertTrue(
                message.startsWith(
                        name
                                + " cannot be loaded: "
                                + UNET
                                + " is another file than the one that was published (its SHA-256 "),
                message);
        assertEquals(List.of(), hub.storeLog());
    }

    @Test
    void offlineNothingIsAskedFor() {
        home.variable("HF_HUB_OFFLINE", "true");
        assertEquals(
                "The environment variable HF_HUB_OFFLINE forbids to use the network, so"
                        + " org/tiny-diffusion is not loaded; unset it, or import the model from"
                        + " another computer",
                refused());
        assertEquals(List.of(), hub.log());
        home.variable("HF_HUB_OFFLINE", "0").variable("TRANSFORMERS_OFFLINE", "1");
        assertTrue(refused().contains("TRANSFORMERS_OFFLINE"));
    }

    @Test
    void noConnectionIsToldWithProxies() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        home.variable("HF_ENDPOINT", "http://localhost:" + closed + "/");
        assertEquals(
                "org/tiny-diffusion cannot be loaded: no connection (Connection refused); check"
                        + " the internet connection and, behind a proxy, Edit > Options > Proxy"
                        + " Settings... or the environment variable HTTPS_PROXY",
                refused());
        home.variable("HF_ENDPOINT", "https://no-such-host.invalid");
        assertTrue(refused().contains("the server no-such-host.invalid is not found; check"));
        home.variable("HF_ENDPOINT", "my mirror");
        assertEquals(
                "The environment variable HF_ENDPOINT is \"my mirror\", which is no address such"
                        + " as https://huggingface.co",
                refused());
    }

    private ModelDownload download() {
        return new ModelDownload(home.library(), freeSpace, SOON);
    }

    private ModelPlace get() {
        return get(Consent.GIVEN, Progress.NONE);
    }

    private ModelPlace get(Consent consent, Progress progress) {
        return download().get(REPOSITORY, consent, progress);
    }

    private String refused() {
        return refused(Consent.GIVEN);
    }

    private String refused(Consent consent) {
        String message =
                assertThrows(UserException.class, () -> get(consent, Progress.NONE)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }
}
