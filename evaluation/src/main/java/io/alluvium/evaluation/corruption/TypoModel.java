package io.alluvium.evaluation.corruption;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Somebody who types badly: hits the key beside the right one, swaps letters, loses letters and
 * whole words. The four happen independently of each other and of what was typed before.
 *
 * @param neighbour chance in [0, 1] that a letter becomes one beside it on a QWERTY keyboard
 * @param swap chance in [0, 1] that a letter changes places with the next one
 * @param lostLetter chance in [0, 1] that a letter is missing; the sum of the three is at most 1
 * @param lostWord chance in [0, 1] that a word is missing
 */
public record TypoModel(double neighbour, double swap, double lostLetter, double lostWord) {
  private static final List<String> ROWS = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");

  /** How far each row of keys is shifted to the right, in widths of a key. */
  private static final double[] SHIFTS = {0, 0.25, 0.75};

  /**
   * Checks the chances.
   *
   * @throws IllegalArgumentException if one is outside [0, 1], or those of a letter exceed 1
   */
  public TypoModel {
    for (double chance : new double[] {neighbour, swap, lostLetter, lostWord}) {
      if (!(chance >= 0 && chance <= 1)) {
        throw new IllegalArgumentException("chance of a typo is " + chance + ", expected 0 to 1");
      }
    }
    if (neighbour + swap + lostLetter > 1) {
      throw new IllegalArgumentException(
          "chances of a letter sum to " + (neighbour + swap + lostLetter) + ", expected at most 1");
    }
  }

  /** Returns the demo's bad typist: one letter in six is wrong and one word in eight missing. */
  public static TypoModel hasty() {
    return new TypoModel(0.08, 0.04, 0.05, 0.125);
  }

  /**
   * Returns a typist of a severity: at 3 the demo's.
   *
   * @param severity 1 to 5
   */
  static TypoModel ofSeverity(int severity) {
    double times = new double[] {0.25, 0.5, 1, 1.5, 2.25}[severity - 1];
    TypoModel hasty = hasty();
    return new TypoModel(
        times * hasty.neighbour,
        times * hasty.swap,
        times * hasty.lostLetter,
        times * hasty.lostWord);
  }

  /** Returns the text as typed: never blank, and shorter or equally long. */
  public String spoil(String text, RandomGenerator random) {
    List<String> typed = new ArrayList<>();
    for (String word : text.strip().split(" ", -1)) {
      if (random.nextDouble() >= lostWord) {
        typed.add(spoilWord(word, random));
      }
    }
    return typed.isEmpty() ? spoilWord(firstWord(text), random) : String.join(" ", typed);
  }

  private String spoilWord(String word, RandomGenerator random) {
    StringBuilder typed = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      double chance = random.nextDouble();
      if (chance < neighbour) {
        typed.append(beside(word.charAt(i), random));
      } else if (chance < neighbour + swap && i + 1 < word.length()) {
        typed.append(word.charAt(i + 1)).append(word.charAt(i));
        i++;
      } else if (chance < neighbour + swap || chance >= neighbour + swap + lostLetter) {
        typed.append(word.charAt(i));
      }
    }
    return typed.isEmpty() ? word : typed.toString();
  }

  private static String firstWord(String text) {
    return text.strip().split(" ", 2)[0];
  }

  /**
   * Returns a letter whose key touches that of the given one; anything else comes back as it is.
   */
  private static char beside(char letter, RandomGenerator random) {
    String keys = neighbours(Character.toLowerCase(letter));
    if (keys.isEmpty()) {
      return letter;
    }
    char typed = keys.charAt(random.nextInt(keys.length()));
    return Character.isUpperCase(letter) ? Character.toUpperCase(typed) : typed;
  }

  static String neighbours(char letter) {
    StringBuilder touching = new StringBuilder();
    for (int row = 0; row < ROWS.size(); row++) {
      int column = ROWS.get(row).indexOf(letter);
      if (column >= 0) {
        double place = column + SHIFTS[row];
        for (int other = Math.max(0, row - 1); other <= Math.min(2, row + 1); other++) {
          touching.append(within(other, place));
        }
      }
    }
    return touching.toString();
  }

  /** Returns the letters of a row at most one key's width away, but not on the place itself. */
  private static String within(int row, double place) {
    StringBuilder letters = new StringBuilder();
    for (int column = 0; column < ROWS.get(row).length(); column++) {
      double distance = Math.abs(column + SHIFTS[row] - place);
      if (distance > 0 && distance <= 1) {
        letters.append(ROWS.get(row).charAt(column));
      }
    }
    return letters.toString();
  }
}
