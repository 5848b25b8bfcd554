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

package io.github.diffseg.updatesite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads and writes {@code db.xml.gz}, the list of an update site's files. */
final class SiteDatabase {

    static final String FILE_NAME = "db.xml.gz";

    private static final String DTD =
            """
            <!DOCTYPE pluginRecords [
            <!ELEMENT pluginRecords ((update-site | disabled-update-site)*, plugin*)>
            <!ELEMENT update-site EMPTY>
            <!ELEMENT disabled-update-site EMPTY>
            <!ELEMENT plugin (platform*, category*, version?, previous-version*)>
            <!ELEMENT version (description?, dependency*, link*, author*)>
            <!ELEMENT previous-version EMPTY>
            <!ELEMENT description (#PCDATA)>
            <!ELEMENT dependency EMPTY>
            <!ELEMENT link (#PCDATA)>
            <!ELEMENT author (#PCDATA)>
            <!ELEMENT platform (#PCDATA)>
            <!ELEMENT category (#PCDATA)>
            <!ATTLIST update-site name CDATA #REQUIRED url CDATA #REQUIRED ssh-host CDATA #IMPLIED
                upload-directory CDATA #IMPLIED description CDATA #IMPLIED
                maintainer CDATA #IMPLIED timestamp CDATA #REQUIRED>
            <!ATTLIST disabled-update-site name CDATA #REQUIRED url CDATA #REQUIRED
                ssh-host CDATA #IMPLIED upload-directory CDATA #IMPLIED
                description CDATA #IMPLIED maintainer CDATA #IMPLIED timestamp CDATA #REQUIRED>
            <!ATTLIST plugin update-site CDATA #IMPLIED filename CDATA #REQUIRED>
            <!ATTLIST dependency filename CDATA #REQUIRED timestamp CDATA #IMPLIED
                overrides CDATA #IMPLIED>
            <!ATTLIST version timestamp CDATA #REQUIRED checksum CDATA #REQUIRED
                filesize CDATA #REQUIRED>
            <!ATTLIST previous-version filename CDATA #IMPLIED timestamp CDATA #REQUIRED
                timestamp-obsolete CDATA #IMPLIED checksum CDATA #REQUIRED>
            ]>
            """;

    private SiteDatabase() {}

    static void write(List<SiteFile> files, OutputStream target) throws IOException {
        try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory()
                            .createXMLStreamWriter(gzip, StandardCharsets.UTF_8.name());
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeDTD(DTD);
            xml.writeStartElement("pluginRecords");
            for (SiteFile file : files) {
                write(file, xml);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("Cannot write the list of the update site: " + e, e);
        }
    }

    private static void write(SiteFile file, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("plugin");
        xml.writeAttribute("filename", file.filename());
        SiteFile.Version current = file.current();
        if (current != null) {
            xml.writeStartElement("version");
            xml.writeAttribute("checksum", current.checksum());
            xml.writeAttribute("timestamp", current.timestamp());
            xml.writeAttribute("filesize", Long.toString(current.size()));
            for (String dependency : current.dependencies()) {
                xml.writeEmptyElement("dependency");
                xml.writeAttribute("filename", dependency);
                xml.writeAttribute("timestamp", current.timestamp());
            }
            xml.writeEndElement();
        }
        for (SiteFile.Previous previous : file.previous()) {
            xml.writeEmptyElement("previous-version");
            xml.writeAttribute("timestamp", previous.timestamp());
            xml.writeAttribute("checksum", previous.checksum());
            xml.writeAttribute("filename", previous.filename());
        }
        xml.writeEndElement();
    }

    /**
     * @throws IOException if it is no list of an update site
     */
    static List<SiteFile> read(InputStream source) throws IOException {
        try (InputStream in = new GZIPInputStream(source)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            NodeList plugins =
                    factory.newDocumentBuilder()
                            .parse(in)
                            .getDocumentElement()
                            .getElementsByTagName("plugin");
            List<SiteFile> files = new ArrayList<>();
            for (Element plugin : elements(plugins)) {
                files.add(read(plugin));
            }
            return files;
        } catch (ParserConfigurationException | SAXException | RuntimeException e) {
            throw new IOException("The list of the update site is damaged: " + e.getMessage(), e);
        }
    }

    private static SiteFile read(Element plugin) {
        SiteFile.Version current = null;
        for (Element version : elements(plugin.getElementsByTagName("version"))) {
            List<String> dependencies =
                    elements(version.getElementsByTagName("dependency")).stream()
                            .map(dependency -> dependency.getAttribute("filename"))
                            .toList();
            current =
                    new SiteFile.Version(
                            version.getAttribute("checksum"),
                            version.getAttribute("timestamp"),
                            Long.parseLong(version.getAttribute("filesize")),
                            dependencies);
        }
        List<SiteFile.Previous> previous =
                elements(plugin.getElementsByTagName("previous-version")).stream()
                        .map(
                                element ->
                                        new SiteFile.Previous(
                                                element.getAttribute("checksum"),
                                                element.getAttribute("timestamp"),
                                                element.getAttribute("filename")))
                        .toList();
        return new SiteFile(plugin.getAttribute("filename"), current, previous);
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
