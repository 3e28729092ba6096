import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import nu.validator.client.EmbeddedValidator;

/** Asks the Nu Html Checker about each page named on a line of the input; answers a line of JSON for each. */
public class NuCheck {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String path = lines.readLine(); path != null; path = lines.readLine()) {
            EmbeddedValidator validator = new EmbeddedValidator();
            validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
            answers.println(validator.validate(Path.of(path)).replaceAll("[\\r\\n]+", " "));
            answers.flush();
        }
    }
}
