public import EngageAnalysis
public import EngageModel
public import EngageReport

/// How many more would recommend than advise against, of those who gave a rating from 0 to 10. Forms only.
public struct NetPromoter: Analysis {
  public static let manifest = AnalysisManifest(
    name: "net-promoter", version: "1.0.0", provides: "net-promoter", title: "Net promoter score",
    summary: "The share of ratings of 9 or 10 less the share from 0 to 6, with its interval.",
    options: [
      .smallestBase(),
      OptionSpecification(
        "charts", .boolean, default: "yes", summary: "Whether the ratings get a stacked bar chart.",
        example: "charts=no"),
    ],
    questionTypes: [.range, .scale, .integer], takesWeights: true, questions: .optional, by: .optional,
    example: "engage analyse net-promoter --survey park-plans")

  public let needs: [Question]
  private let ratings: [RatingQuestion]
  private let parts: ResultParts
  private let context: AnalysisContext
  private let smallestBase: Int
  private let drawsCharts: Bool

  public init(options: Options, context: AnalysisContext) throws {
    ratings = try RatingQuestion.all(in: context)
    parts = ResultParts(context)
    smallestBase = context.smallestBase(options)
    drawsCharts = options.isOn("charts")
    self.context = context
    needs = ratings.map(\.question) + parts.needs
  }

  public func start() -> RatingTally {
    RatingTally(counts: ratings.map { _ in Array(repeating: RatingCount(), count: parts.count) })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout RatingTally) {
    for (index, rating) in ratings.enumerated() {
      let column = batch.column(of: rating.question.id)
      // Taken out and put back, so that nothing is copied.
      var counts: [RatingCount] = []
      swap(&counts, &tally.counts[index])
      parts.forEachForm(in: batch) { row, parts in
        let answer = rating.answer(in: column, at: row)
        let weight = batch.weights.isEmpty ? nil : batch.weights[row]
        for part in parts { counts[part].add(answer, weight: weight) }
      }
      tally.counts[index] = counts
    }
  }

  public func merge(_ other: RatingTally, into tally: inout RatingTally) {
    for index in tally.counts.indices {
      for part in tally.counts[index].indices {
        tally.counts[index][part].merge(other.counts[index][part])
      }
    }
  }

  public func finish(_ tally: RatingTally) throws -> Section {
    let results = zip(ratings, tally.counts).map { rating, counts in
      counts.map { PromoterResult(rating: rating, count: $0, smallestBase: smallestBase) }
    }
    let tables = PromoterTables(results: results, parts: parts, context: context)
    var section = Section(analysis: NetPromoter.manifest.name, title: NetPromoter.manifest.title)
    section.tables = [tables.whole] + [tables.byGroup].compactMap { $0 }
    section.statements = results.map { $0[0].finding }
    section.measures = tables.measures
    if drawsCharts, let chart = tables.chart { section.charts = [chart] }
    section.notes = notes(results.map { $0[0] }, tally)
    return section
  }

  private func notes(_ results: [PromoterResult], _ tally: RatingTally) -> [String] {
    var notes = [
      "Forms only. Promoters gave nine or ten, passives seven or eight, detractors six or less. The interval (score "
        + "test) says how far the score could be off if those who answered were a random sample."
    ]
    for result in results where result.count.outside > 0 {
      let count = Wording.count(result.count.outside, "answer is", "answers are")
      notes.append(
        "“\(result.rating.question.label.text)”: \(count) left out, not being a whole number from 0 to 10.")
    }
    for result in results where result.rating.lacksZero {
      notes.append(
        "“\(result.rating.question.label.text)” starts at 1: its score can't be compared with others.")
    }
    if tally.counts.contains(where: { $0.contains { $0.weighted != nil } }) {
      notes.append(
        "The score is by weight, the numbers beside it are forms; the interval is that of as many forms as the "
          + "weighted ones are worth.")
    }
    return notes
  }
}
