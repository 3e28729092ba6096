import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF about each file named on a line of the input; answers a line for each: pass, or the rules broken. */
public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 50, false, false, false);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String path = lines.readLine(); path != null; path = lines.readLine()) {
            System.out.println(answer(path, flavour, validator));
            System.out.flush();
        }
    }

    private static String answer(String path, PDFAFlavour flavour, PDFAValidator validator) {
        try (InputStream data = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(data, flavour)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) {
                return "pass";
            }
            return "fail\t" + result.getTestAssertions().stream()
                    .map(one -> one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber()
                            + " " + one.getMessage().replaceAll("\\s+", " "))
                    .distinct().collect(Collectors.joining("\t"));
        } catch (Exception error) {
            return "fail\t" + error.toString().replaceAll("\\s+", " ");
        }
    }
}
