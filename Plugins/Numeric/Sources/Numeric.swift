public import EngageAnalysis
public import EngageModel
public import EngageReport
import EngageStatistics

/// Where numbers, days and times lie, and how far apart. Forms only.
public struct Numeric: Analysis {
  public static let manifest = AnalysisManifest(
    name: "numeric", version: "1.0.0", provides: "numeric", title: "Numbers, days and times",
    summary:
      "Mean, spread, quartiles, outliers and a histogram of each question answered with a number, day or time.",
    options: [
      OptionSpecification(
        "bins", .integer(1...Histogram.mostClasses), default: nil,
        summary: "How many classes of equal width a histogram has; left out: as the data ask for.",
        example: "bins=8"),
      OptionSpecification(
        "width", .decimal(1e-9...1e12), default: nil,
        summary:
          "How wide a class is, in the question's unit (days, for times minutes); left out: as the data ask for.",
        example: "width=5"),
      .smallestBase(),
      OptionSpecification(
        "charts", .boolean, default: "yes", summary: "Whether each question gets a histogram drawn.",
        example: "charts=no"),
    ],
    questionTypes: [.integer, .decimal, .range, .date, .time], takesWeights: true, questions: .optional,
    by: .optional,
    example: "engage analyse numeric --survey park-plans --question age")

  public let needs: [Question]
  private let questions: [Question]
  private let parts: ResultParts
  private let context: AnalysisContext
  private let classes: HistogramChoice
  private let smallestBase: Int
  private let drawsCharts: Bool

  public init(options: Options, context: AnalysisContext) throws {
    guard context.survey != nil else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "numeric counts answers, and this event has no survey",
          hint: "use attendance"))
    }
    if options.integer("bins") != nil, options.decimal("width") != nil {
      throw DiagnosticsError(
        Diagnostic(
          rule: "bad-option", message: "numeric: options bins and width can't both decide the classes",
          hint: "leave out one of them"))
    }
    questions = context.questions(ofTypes: Numeric.manifest.questionTypes)
    guard !questions.isEmpty else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-numeric-question",
          message: "numeric reads numbers, days and times, and no question of the survey asks for one",
          hint: "use frequencies or scales for questions with choices"))
    }
    parts = ResultParts(context)
    classes = HistogramChoice(bins: options.integer("bins"), width: options.decimal("width"))
    smallestBase = context.smallestBase(options)
    drawsCharts = options.isOn("charts")
    self.context = context
    needs = questions + parts.needs
  }

  public func start() -> NumericTally {
    NumericTally(
      counts: questions.map { _ in Array(repeating: NumberCount(), count: parts.count) },
      missing: questions.map { _ in 0 })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout NumericTally) {
    for (index, question) in questions.enumerated() {
      let column = batch.column(of: question.id)
      // Taken out and put back, so that nothing is copied.
      var counts: [NumberCount] = []
      swap(&counts, &tally.counts[index])
      var missing = 0
      parts.forEachForm(in: batch) { row, parts in
        guard column.codes[row] >= 0 else {
          if column.codes[row] != MissingReason.notAsked.rawValue { missing += 1 }
          return
        }
        let weight = batch.weights.isEmpty ? nil : batch.weights[row]
        for part in parts { counts[part].add(column.numbers[row], weight: weight) }
      }
      tally.counts[index] = counts
      tally.missing[index] += missing
    }
  }

  public func merge(_ other: NumericTally, into tally: inout NumericTally) { tally.merge(other) }

  public func finish(_ tally: NumericTally) throws -> Section {
    let results = questions.enumerated().map { index, question in
      NumericResult(
        question: question, parts: tally.counts[index].map(NumberFigures.init), missing: tally.missing[index],
        smallestBase: smallestBase)
    }
    let tables = NumericTables(results: results, parts: parts, context: context)
    var section = Section(analysis: Numeric.manifest.name, title: Numeric.manifest.title)
    section.tables = tables.all
    section.statements = results.map(\.finding)
    var notes = tables.notes
    for result in results {
      section.measures.append(
        Measure(
          results.count == 1 ? "answered" : "answered:\(result.question.id)", table: result.kind.table,
          value: Double(result.whole.count),
          counts: true))
      guard let histogram = ClassTable(result: result, choice: classes) else {
        if result.whole.count > 0 {
          notes.append("“\(result.question.label.text)” has no histogram: its numbers are too far apart.")
        }
        continue
      }
      section.tables.append(histogram.table)
      if histogram.isWidened {
        notes.append(
          "“\(result.question.label.text)”: the classes asked for are too many; wider ones are shown.")
      }
      if drawsCharts, let chart = histogram.chart(in: context) { section.charts.append(chart) }
    }
    if results.contains(where: { $0.whole.weighted != nil }) {
      notes.append(
        "Means, spread, quartiles and shares are by weight; the numbers of answers, and of those far off, are forms."
      )
    }
    section.notes = notes
    return section
  }
}
