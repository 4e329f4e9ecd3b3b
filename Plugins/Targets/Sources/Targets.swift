public import EngageAnalysis
public import EngageModel
public import EngageReport

/// Whether the share that a survey sets as a target was reached. Forms only.
public struct Targets: Analysis {
  public static let manifest = AnalysisManifest(
    name: "targets", version: "1.0.0", provides: "targets", title: "Targets",
    summary: "Says of each target whether those who answered reached it, and how sure one can be.",
    options: [
      OptionSpecification(
        "target", .text, default: nil,
        summary: "The target for the questions named, where the survey sets none.",
        example: "target=at least 80% of yes"),
      .smallestBase(),
      OptionSpecification(
        "charts", .boolean, default: "yes", summary: "Whether several targets get a bar chart.",
        example: "charts=no"),
    ],
    questionTypes: [.selectOne, .selectMultiple, .scale, .acknowledge], takesWeights: true,
    questions: .optional, by: .optional,
    example:
      "engage analyse targets --survey we-stand-together --question aware --option target=\"at least 80% of yes\""
  )

  public let needs: [Question]
  private let aims: [Aim]
  private let parts: ResultParts
  private let context: AnalysisContext
  private let smallestBase: Int
  private let drawsCharts: Bool

  public init(options: Options, context: AnalysisContext) throws {
    aims = try Aim.all(written: options.text("target"), context: context)
    parts = ResultParts(context)
    smallestBase = context.smallestBase(options)
    drawsCharts = options.isOn("charts")
    self.context = context
    needs = aims.map(\.question) + parts.needs
  }

  public func start() -> TargetTally {
    TargetTally(
      counts: aims.map { _ in Array(repeating: TargetCount(), count: parts.count) },
      forms: Array(repeating: 0, count: context.sessions.count))
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout TargetTally) {
    for row in 0..<batch.count where batch.units[row] == 0 { tally.forms[Int(batch.sessions[row])] += 1 }
    for (index, aim) in aims.enumerated() {
      let column = batch.column(of: aim.question.id)
      // Taken out and put back, so that nothing is copied.
      var counts: [TargetCount] = []
      swap(&counts, &tally.counts[index])
      parts.forEachForm(in: batch) { row, parts in
        let code = column.codes[row]
        var isReached = false
        var isInBase = code >= 0
        if isInBase {
          column.forEachChoice(at: row) { choice in
            if aim.reaches[choice] { isReached = true }
            if !aim.counts[choice] { isInBase = false }
          }
        }
        let weight = batch.weights.isEmpty ? nil : batch.weights[row]
        for part in parts {
          counts[part].add(code: code, isInBase: isInBase, isReached: isReached, weight: weight)
        }
      }
      tally.counts[index] = counts
    }
  }

  public func merge(_ other: TargetTally, into tally: inout TargetTally) { tally.merge(other) }

  public func finish(_ tally: TargetTally) throws -> Section {
    let attendance = KnownAttendance(context: context, forms: tally.forms)
    let results = zip(aims, tally.counts).map { aim, counts in
      counts.enumerated().map { part, count in
        TargetResult(
          aim: aim, count: count, attended: attendance.people(of: part, parts, asked: aim.question, count),
          smallestBase: smallestBase)
      }
    }
    let tables = TargetTables(results: results, parts: parts, smallestBase: smallestBase, context: context)
    var section = Section(analysis: Targets.manifest.name, title: Targets.manifest.title)
    section.tables = [tables.whole] + [tables.byGroup].compactMap { $0 }
    section.statements = results.map { $0[0].finding }
    section.measures = tables.measures
    if drawsCharts, let chart = tables.chart { section.charts = [chart] }
    section.notes = TargetNotes.notes(results: results, attendance: attendance, isWeighted: tally.isWeighted)
    return section
  }
}
