package formcheck.archive;

import formcheck.archive.StreamUnit.UnitKind;
import formcheck.capture.SourceSpec;
import formcheck.session.ExportedSessions;
import formcheck.session.SessionId;
import formcheck.session.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the streams below the inputs. The driver lists the inputs themselves, the tasks all that is below: an archive with a folder
 * for each person is listed in parallel. A folder with documents of an export is that export, and nothing else in it is a stream.
 */
final class ArchiveListing {
    /** Deepest folder. */
    private static final int DEEPEST = 32;

    private static final Pattern KEYPOINTS = Pattern.compile(".*\\.(csv|json|jsonl|ndjson)(\\.gz)?");
    private static final Pattern FRAME_FILE = Pattern.compile(".*_keypoints\\.json(\\.gz)?");

    /**
     * A part of the archive that one task lists.
     *
     * @param base length of the path that no name of a stream repeats
     * @param place file or folder
     * @param depth levels of folders to go down; 0 lists the files of a folder alone
     */
    record ListedPart(int base, String place, int depth) {
        static final StructType SCHEMA = new StructType(new StructField[] {
            ArchiveTables.column("base", DataTypes.IntegerType, "characters"),
            ArchiveTables.column("place", DataTypes.StringType, "file or folder"),
            ArchiveTables.column("depth", DataTypes.IntegerType, "levels")
        });

        static ListedPart of(Row row) {
            return new ListedPart(row.getInt(0), row.getString(1), row.getInt(2));
        }

        Row row() {
            return RowFactory.create(base, place, depth);
        }
    }

    private final Configuration configuration;
    private final boolean videos;

    /** @param videos whether to find videos, rather than what can be judged */
    ArchiveListing(Configuration configuration, boolean videos) {
        this.configuration = configuration;
        this.videos = videos;
    }

    /**
     * Returns the parts of an input: the files in it, and each folder in it.
     *
     * @throws IOException if it cannot be read
     */
    List<ListedPart> parts(String input) throws IOException {
        Path path = qualified(input);
        Path above = path.getParent();
        int base = above == null ? 0 : text(above).length() + (above.isRoot() ? 0 : 1);
        FileSystem files = path.getFileSystem(configuration);
        List<ListedPart> parts = new ArrayList<>();
        parts.add(new ListedPart(base, text(path), 0));
        if (files.getFileStatus(path).isDirectory()) {
            for (FileStatus inside : sorted(files.listStatus(path))) {
                if (inside.isDirectory() && isShown(inside) && !isLink(inside)) {
                    parts.add(new ListedPart(base, text(inside.getPath()), DEEPEST));
                }
            }
        }
        return parts;
    }

    Path qualified(String input) throws IOException {
        Path path = input.contains("://")
                ? new Path(input)
                : new Path(
                        "file",
                        null,
                        java.nio.file.Path.of(input)
                                .toAbsolutePath()
                                .normalize()
                                .toString());
        return path.getFileSystem(configuration).makeQualified(path);
    }

    /** Returns the streams of a part. A part that cannot be read is a stream with its error. */
    Iterator<StreamUnit> units(ListedPart part) {
        List<StreamUnit> units = new ArrayList<>();
        try {
            Path path = new Path(part.place());
            FileSystem files = path.getFileSystem(configuration);
            FileStatus status = files.getFileStatus(path);
            if (status.isDirectory()) {
                folder(files, status, part.base(), part.depth(), units);
            } else {
                file(status, part.base(), units);
            }
        } catch (IOException | UncheckedIOException e) {
            units.add(new StreamUnit(
                    name(part.place(), part.base()),
                    part.place(),
                    videos ? UnitKind.VIDEO : UnitKind.KEYPOINTS,
                    null,
                    OneLine.of(e)));
        }
        return units.iterator();
    }

    private void folder(FileSystem files, FileStatus folder, int base, int depth, List<StreamUnit> units)
            throws IOException {
        FileStatus[] inside = sorted(files.listStatus(folder.getPath()));
        List<FileStatus> plain = Arrays.stream(inside)
                .filter(file -> file.isFile() && isShown(file) && !leadsElsewhere(file, base, units))
                .toList();
        String place = text(folder.getPath());
        boolean export = plain.stream().anyMatch(file -> ExportedSessions.isDocument(nameOf(file)));
        if (export && !videos) {
            export(plain, place, base, units);
        } else if (!videos
                && plain.stream()
                        .anyMatch(file -> FRAME_FILE.matcher(nameOf(file)).matches())) {
            units.add(StreamUnit.file(name(place, base), place, UnitKind.KEYPOINTS));
        } else {
            for (FileStatus file : plain) {
                file(file, base, units);
            }
        }
        for (FileStatus below : inside) {
            if (below.isDirectory() && isShown(below) && leadsElsewhere(below, base, units)) {
                continue;
            }
            if (depth > 0 && below.isDirectory() && isShown(below)) {
                folder(files, below, base, depth - 1, units);
            }
        }
    }

    /** Adds the error of a link, which could lead to all of the machine or in a circle, or of what is neither file nor folder. */
    private boolean leadsElsewhere(FileStatus file, int base, List<StreamUnit> units) {
        boolean link = isLink(file);
        if (!link
                && (file.isDirectory() || local(file).map(Files::isRegularFile).orElse(true))) {
            return false;
        }
        String place = text(file.getPath());
        units.add(new StreamUnit(
                name(place, base),
                place,
                videos ? UnitKind.VIDEO : UnitKind.KEYPOINTS,
                null,
                link ? "It is a link, which is not followed." : "It is neither a file nor a folder."));
        return true;
    }

    private static boolean isLink(FileStatus file) {
        return file.isSymlink() || local(file).map(Files::isSymbolicLink).orElse(false);
    }

    /** Returns the path of a local file, whose links Hadoop follows without a word. */
    private static Optional<java.nio.file.Path> local(FileStatus file) {
        URI uri = file.getPath().toUri();
        return "file".equals(uri.getScheme()) ? Optional.of(java.nio.file.Path.of(uri.getPath())) : Optional.empty();
    }

    private static void export(List<FileStatus> files, String place, int base, List<StreamUnit> units) {
        Set<String> documented = new HashSet<>();
        for (FileStatus file : files) {
            if (ExportedSessions.isDocument(nameOf(file))) {
                String id = nameOf(file).replaceFirst("-stored\\.json$", "");
                documented.add(id + ".fcm");
                units.add(new StreamUnit(name(place, base) + "/" + id, place, UnitKind.EXPORT, id, null));
            }
        }
        for (FileStatus file : files) {
            if (nameOf(file).endsWith(".fcm") && !documented.contains(nameOf(file))) {
                String motion = text(file.getPath());
                units.add(StreamUnit.file(name(motion, base), motion, UnitKind.MOTION));
            }
        }
    }

    private void file(FileStatus file, int base, List<StreamUnit> units) {
        String place = text(file.getPath());
        String stream = name(place, base);
        String lower = nameOf(file).toLowerCase(Locale.ROOT);
        if (videos) {
            if (SourceSpec.VideoFile.isVideo(nameOf(file))) {
                units.add(StreamUnit.file(stream, place, UnitKind.VIDEO));
            }
        } else if (lower.endsWith(".zip")) {
            zip(stream, place, units);
        } else if (lower.endsWith(".fcm")) {
            units.add(StreamUnit.file(stream, place, UnitKind.MOTION));
        } else if (KEYPOINTS.matcher(lower).matches()) {
            units.add(StreamUnit.file(stream, place, UnitKind.KEYPOINTS));
        } else if (lower.endsWith(".parquet")) {
            units.add(new StreamUnit(
                    stream,
                    place,
                    UnitKind.KEYPOINTS,
                    null,
                    "A table is a folder of Parquet files alone: name it as an INPUT."));
        }
    }

    private void zip(String stream, String place, List<StreamUnit> units) {
        try (LocalCopy copy = LocalCopy.of(place, "", configuration);
                ExportedSessions export = ExportedSessions.open(copy.path(), nameIn(stream))) {
            List<SessionId> ids = export.ids();
            for (SessionId id : ids) {
                units.add(new StreamUnit(stream + "/" + id, place, UnitKind.EXPORT, id.text(), null));
            }
            if (ids.isEmpty()) {
                units.add(new StreamUnit(stream, place, UnitKind.EXPORT, null, "It holds no exported session."));
            }
        } catch (IOException | StoreException | RuntimeException e) {
            units.add(new StreamUnit(stream, place, UnitKind.EXPORT, null, OneLine.of(e)));
        }
    }

    private static String nameIn(String stream) {
        return stream.substring(stream.lastIndexOf('/') + 1);
    }

    private static FileStatus[] sorted(FileStatus[] files) {
        Arrays.sort(files, Comparator.comparing(ArchiveListing::nameOf));
        return files;
    }

    private static String nameOf(FileStatus file) {
        return file.getPath().getName();
    }

    /** Spark, Hadoop and systems hide files of their own by these names. */
    private static boolean isShown(FileStatus file) {
        return !nameOf(file).startsWith(".") && !nameOf(file).startsWith("_");
    }

    private static String name(String place, int base) {
        return place.length() > base ? place.substring(base) : place;
    }

    /** Hadoop writes one file as {@code file:/a} and as {@code file:///a}. */
    static String text(Path path) {
        URI uri = path.toUri();
        String host = uri.getAuthority() == null || uri.getAuthority().isEmpty() ? "" : "//" + uri.getAuthority();
        return (uri.getScheme() == null ? "" : uri.getScheme() + ":") + host + uri.getPath();
    }

    /**
     * Checks that no two inputs give their streams the same names.
     *
     * @throws ArchiveException if two have the same last name
     */
    static void checkNames(List<String> inputs) throws ArchiveException {
        List<String> names = inputs.stream()
                .map(input -> new Path(input.replaceAll("(?<=.)/+$", "")).getName())
                .collect(Collectors.toCollection(ArrayList::new));
        Set<String> once = new HashSet<>();
        for (String name : names) {
            if (!once.add(name)) {
                throw ArchiveException.usage("Two INPUTs are called " + name + ". Name the folder that contains both"
                        + (Collections.frequency(inputs, inputs.get(names.indexOf(name))) > 1
                                ? ", or one of them."
                                : "."));
            }
        }
    }
}
