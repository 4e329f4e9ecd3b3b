public import EngageAnalysis
public import EngageModel
public import EngageReport

/// Means, spread and balance of ordered answers. Forms only; "don't know" is never on the scale.
public struct Scales: Analysis {
  public static let manifest = AnalysisManifest(
    name: "scales", version: "1.0.1", provides: "scales", title: "Answers on scales",
    summary: "Mean, standard deviation, median and the shares above and below the midpoint of each scale.",
    options: [
      OptionSpecification(
        "charts", .boolean, default: "yes",
        summary: "Whether scales with the same choices get a stacked bar chart.",
        example: "charts=no")
    ],
    questionTypes: [.scale], questions: .optional,
    example: "engage analyse scales --survey we-stand-together --question safe_day")

  public let needs: [Question]
  private let context: AnalysisContext
  private let drawsCharts: Bool

  public init(options: Options, context: AnalysisContext) throws {
    guard context.survey != nil else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "scales counts answers, and this event has no survey",
          hint: "use attendance"))
    }
    needs = context.questions(ofTypes: Scales.manifest.questionTypes)
    drawsCharts = options.isOn("charts")
    self.context = context
  }

  public func start() -> ScaleTally {
    ScaleTally(counts: needs.map { Array(repeating: 0, count: $0.choices.count) })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout ScaleTally) {
    let units = batch.units.span
    for (index, question) in needs.enumerated() {
      var counts = tally.counts[index]
      batch.withCodes(of: question.id) { codes in
        for row in codes.indices where codes[row] >= 0 && units[row] == 0 { counts[Int(codes[row])] += 1 }
      }
      tally.counts[index] = counts
    }
  }

  public func merge(_ other: ScaleTally, into tally: inout ScaleTally) {
    for question in needs.indices {
      for choice in tally.counts[question].indices {
        tally.counts[question][choice] += other.counts[question][choice]
      }
    }
  }

  public func finish(_ tally: ScaleTally) throws -> Section {
    let figures = zip(needs, tally.counts).map(ScaleFigures.init)
    var section = Section(analysis: Scales.manifest.name, title: Scales.manifest.title)
    section.tables = [ScaleTables.summary(of: figures)]
    for group in ScaleTables.sameChoices(figures) {
      let title = ScaleTitle.words(for: group, in: context.survey)
      let table = ScaleTables.answers(of: group, title: title)
      section.tables.append(table)
      if drawsCharts, let chart = ScaleTables.chart(of: group, table: table, in: context) {
        section.charts.append(chart)
      }
    }
    section.statements = figures.compactMap(\.finding)
    section.notes = [
      "Forms only. Positive and negative are the shares above and below the middle of the scale, of those who "
        + "gave an answer on it; “don't know” is not on the scale."
    ]
    return section
  }
}

/// How often each choice of each scale was taken.
public struct ScaleTally: Sendable, Codable {
  var counts: [[Int]]
}
