package io.alluvium.topology.internal.asking;

import io.alluvium.learning.Decision;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.ask.AskReason;
import io.alluvium.learning.ask.AskedQuestion;
import io.alluvium.learning.ask.Draw;
import io.alluvium.learning.ask.LabelBudget;
import io.alluvium.learning.ask.Proportion;
import io.alluvium.learning.ask.Question;
import io.alluvium.stores.AskingStore;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.OpenRequest;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Asks for labels of the samples of one ledger partition, in the order of the ledger. What is known
 * reaches the store when {@link #flush} is called, open requests at once. Not thread-safe; one per
 * task.
 */
public final class Asking {
  /** Draws the random share: never another, so that a ledger is asked about as it was. */
  private static final String KEY = "ask";

  private final AskSettings settings;
  private final AskingStore store;
  private final BankStore bank;
  private final SourceBudgets budgets;
  private final OpenRequests open;
  private final AnswerTally tally;

  /** Begins where the store stands. */
  public Asking(AskSettings settings, AskingStore store, BankStore bank) {
    this.settings = settings;
    this.store = store;
    this.bank = bank;
    this.budgets = new SourceBudgets(store, settings.options(), settings.maxSources());
    this.open = new OpenRequests(store, settings.maxOpen());
    this.tally = new AnswerTally(store, settings.reportAnswers());
  }

  /**
   * A sample that was answered.
   *
   * @param id its id
   * @param source its source
   * @param offset where it stands in the ledger
   * @param answer the answer, with at least two candidates where two classes are known
   * @param novelty p-value of how novel it is, where known
   */
  public record Answered(
      String id, String source, long offset, Decision answer, OptionalDouble novelty) {
    private Optional<String> label() {
      return answer.candidates().stream().findFirst().map(best -> best.label());
    }
  }

  /**
   * That somebody is asked.
   *
   * @param question why
   * @param spent share of the latest samples of the source that somebody was asked about
   */
  public record Asked(AskedQuestion question, double spent) {}

  /**
   * What came of asking.
   *
   * @param requests requests since the beginning
   * @param answers how many of them were answered
   * @param right how many samples of the random share were answered rightly since the report before
   */
  public record Report(long requests, long answers, Proportion right) {}

  /**
   * Returns whether somebody is asked about a sample without a label.
   *
   * @param disagreement share of the challengers that answer otherwise, asked for where it may
   *     decide
   */
  public Optional<Asked> ask(
      Answered sample, SufficientStatistics learnt, DoubleSupplier disagreement) {
    LabelBudget budget = budgets.touch(sample.source(), sample.offset());
    if (open.contains(sample.id())) {
      budget.pass();
      return Optional.empty();
    }
    Question question = Question.of(draw(sample.id()), sample.answer(), learnt, sample.novelty());
    Optional<AskedQuestion> asked = budget.next(question, disagreement);
    asked.ifPresent(each -> {
      tally.request();
      open.add(
          sample.id(),
          new OpenRequest(
              sample.offset(), sample.source(), each.reason() == AskReason.RANDOM, sample.label()));
    });
    return asked.map(each -> new Asked(each, budget.spending()));
  }

  private static double draw(String sampleId) {
    return Draw.of(KEY, sampleId);
  }

  /**
   * Takes up a sample whose label was there before it: nobody is asked. Were it left out of the
   * random share, that would be of samples nobody labels by himself.
   *
   * @return a report where one is due
   */
  public Optional<Report> pass(Answered sample, String label) {
    budgets.touch(sample.source(), sample.offset()).pass();
    open.remove(sample.id());
    return draw(sample.id()) < settings.options().atRandom()
        ? tally.grade(sample.label().filter(label::equals).isPresent())
        : Optional.empty();
  }

  /**
   * Takes up the first label of a sample.
   *
   * @return a report where one is due
   */
  public Optional<Report> answer(String sampleId, String label) {
    Optional<OpenRequest> request = open.remove(sampleId);
    request.ifPresent(each -> tally.answer());
    return request
        .filter(OpenRequest::random)
        .flatMap(each -> tally.grade(each.answer().filter(label::equals).isPresent()));
  }

  /** Forgets sources of which samples were forgotten, and the requests about those samples. */
  public void forget(Set<String> sources) {
    if (sources.isEmpty()) {
      return;
    }
    sources.forEach(budgets::forget);
    open.removeIf((id, request) ->
        sources.contains(request.source()) && bank.sample(id, request.offset()).isEmpty());
    flush();
    store.erase();
  }

  /** Writes what has changed to the store. */
  public void flush() {
    budgets.flush();
    tally.flush();
  }
}
