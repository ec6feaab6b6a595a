package dev.rollcall.cli.output;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and error. On a terminal tables fit the window and nothing that a directory holds is obeyed;
 * elsewhere lines are as long as they are, in UTF-8. Writing that fails ends the command.
 */
public final class Output {

    private static final String TERMINALS = "rollcall.terminals";
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 40;

    private final PrintWriter text;
    private final PrintWriter data;
    private final PrintWriter errors;
    private final boolean terminal;
    private final boolean watched;
    private final int width;
    private @Nullable OutputFailedException unsaid;

    /** Creates an output over two streams that go to a terminal of this width, or for 0 both to none. */
    public Output(OutputStream out, OutputStream err, Charset charset, int width) {
        this(out, err, charset, width, width > 0);
    }

    /**
     * Creates an output over two streams.
     *
     * @param width the columns of the terminal that standard output goes to; 0 where there is none
     * @param watched whether standard error goes to a terminal
     */
    public Output(OutputStream out, OutputStream err, Charset charset, int width, boolean watched) {
        OutputStream checked = new Checked(new BufferedOutputStream(out, 1 << 16));
        this.terminal = width > 0;
        this.watched = watched;
        this.width = width;
        this.text = new PrintWriter(new Printable(new OutputStreamWriter(checked, charset)), false);
        this.data = terminal ? text : new PrintWriter(new OutputStreamWriter(checked, charset), false);
        this.errors = new PrintWriter(new OutputStreamWriter(err, charset), true);
    }

    /**
     * The output of this process. Java itself knows a terminal only where standard input is one too; the script that
     * starts it looks at each stream, and says so in the system property {@value #TERMINALS}.
     */
    public static Output ofProcess() {
        Optional<Console> console = Optional.ofNullable(System.console());
        String said = System.getProperty(TERMINALS, console.isPresent() ? "out,err" : "");
        return new Output(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                console.map(Console::charset).orElse(StandardCharsets.UTF_8),
                said.contains("out") ? Math.max(NARROWEST, windowWidth()) : 0,
                said.contains("err"));
    }

    /** As the terminal says; where nobody can be asked, as the environment says, or 80. */
    private static int windowWidth() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (process.waitFor(1, TimeUnit.SECONDS) && answer.matches("\\d+ [1-9]\\d*")) {
                return Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
            }
        } catch (IOException e) {
            return fromEnvironment(System.getenv("COLUMNS")); // no stty here, as on Windows
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return fromEnvironment(System.getenv("COLUMNS"));
    }

    private static int fromEnvironment(@Nullable String columns) {
        return columns != null && columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    /** For people. */
    public PrintWriter text() {
        return text;
    }

    /** Data that is shown within a line: nothing in it ends the line, or is obeyed. */
    public static String onOneLine(String data) {
        return Printable.line(data);
    }

    /**
     * Prints lines for people; in a window those that are too long break between words, and go on a little further in.
     */
    public void line(Object lines) {
        for (String line : lines.toString().split("\\R", -1)) {
            String inner = line.stripLeading();
            String indent = line.substring(0, line.length() - inner.length());
            boolean first = true;
            for (String part : TextTable.wrap(inner, terminal ? width - indent.length() - 2 : Integer.MAX_VALUE)) {
                text.println(indent + (first ? "" : "  ") + part);
                first = false;
            }
        }
    }

    /** For programs: CSV and JSON, character for character unless it goes to a terminal. */
    public PrintWriter data() {
        return data;
    }

    /** Whether standard output goes to a terminal. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Whether standard error goes to a terminal: then somebody sees how far things have come. */
    public boolean isWatched() {
        return watched;
    }

    /** The columns of the window; 0 where there is no window. */
    public int width() {
        return width;
    }

    /** Prints a line to standard error. */
    public void error(String line) {
        try {
            text.flush();
        } catch (OutputFailedException e) {
            unsaid = e;
        }
        line.lines().forEach(each -> errors.println(Printable.line(each)));
    }

    /** Shows a line in place of the last such line; nothing for an empty one. On a terminal only. */
    public void progress(String line) {
        int room = width == 0 ? USUAL_WIDTH : width;
        String fitting = line.length() < room ? line : line.substring(0, room - 1);
        errors.print("\r" + Printable.line(fitting) + "\033[K");
        errors.flush();
    }

    /** Hands on everything that was printed. */
    public void flush() {
        OutputFailedException earlier = unsaid;
        if (earlier != null) {
            unsaid = null;
            throw earlier;
        }
        text.flush();
        data.flush();
    }

    /** A print writer swallows what fails; this does not let it, and then takes no more. */
    private static final class Checked extends FilterOutputStream {
        private boolean failed;

        Checked(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            attempt(() -> out.write(bytes, from, length));
        }

        @Override
        public void flush() {
            attempt(out::flush);
        }

        private void attempt(Writing writing) {
            if (failed) {
                return;
            }
            try {
                writing.write();
            } catch (IOException e) {
                failed = true;
                throw new OutputFailedException(e);
            }
        }
    }

    private interface Writing {
        void write() throws IOException;
    }
}
