package dev.vitals.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a bundle in memory, which needs neither a disk nor a file descriptor. */
final class BundleZip {
    private BundleZip() {}

    /** The first section stays first, the manifest follows it; a section without content is in the manifest alone. */
    static byte[] of(List<Section> sections, byte[] manifest, Instant at) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 << 10);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, sections.get(0).file(), sections.get(0).content(), at);
            put(zip, Manifest.FILE, manifest, at);
            for (Section section : sections.subList(1, sections.size())) {
                if (section.content().length > 0) {
                    put(zip, section.file(), section.content(), at);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String file, byte[] content, Instant at) throws IOException {
        ZipEntry entry = new ZipEntry(file);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
