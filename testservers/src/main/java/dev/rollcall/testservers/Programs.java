package dev.rollcall.testservers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The programs of this machine. Servers are in folders that are not on everybody's search path. */
final class Programs {

    private Programs() {}

    /** The search path, with the folders for system programs. */
    static String path() {
        String given = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return given + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/sbin";
    }

    static List<String> missing(List<String> programs) {
        return programs.stream().filter(program -> !installed(program)).toList();
    }

    private static boolean installed(String program) {
        return List.of(path().split(File.pathSeparator)).stream()
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
