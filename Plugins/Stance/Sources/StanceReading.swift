import EngageAnalysis
import EngageModel
import EngageText

/// The themes of each response of a batch and the stances on them, over all questions named.
struct StanceReading {
  private let themeCount: Int
  /// For each row and theme the stances, a bit for each; `nil` where it is not raised.
  private var raised: [UInt8?]
  /// Whether a response has a text, and whether it was asked for one.
  private var hasText: [Bool]
  private var wasAsked: [Bool]

  init(count: Int, themes: Int) {
    themeCount = themes
    raised = Array(repeating: nil, count: count * themes)
    hasText = Array(repeating: false, count: count)
    wasAsked = Array(repeating: false, count: count)
  }

  /// Reads the answers to a question, and offers clauses as examples.
  mutating func read(
    _ batch: borrowing ResponseBatch, question: Question, plan: StancePlan, tally: inout StanceTally
  ) {
    plan.matcher.withScratch { scratch in
      batch.withTexts(of: question.id) { bytes, ends, codes in
        var start = 0
        for row in codes.indices {
          defer { start = ends[row] }
          if codes[row] != MissingReason.notAsked.rawValue { wasAsked[row] = true }
          let text = bytes.extracting(start..<ends[row])
          guard codes[row] >= 0, text.saysSomething else { continue }
          hasText[row] = true
          if batch.isPlenary(row) { continue }
          let places = plan.matcher.places(in: text, scratch)
          if places.isEmpty { continue }
          read(text, places, row: row, plan: plan) { clause, themes, stances in
            let quote = StanceQuote(text.extracting(clause), of: batch.ids.isEmpty ? 0 : batch.ids[row])
            StanceReading.offer(quote, themes, stances, plan: plan, tally: &tally)
          }
        }
      }
    }
  }

  /// Finds the stances of a text, clause by clause.
  /// - Parameters:
  ///   - places: where it has which theme, in order.
  ///   - offer: is told each clause with a theme, its themes and stances, where examples are wanted.
  private mutating func read(
    _ text: Span<UInt8>, _ places: [CodebookMatcher.Place], row: Int, plan: StancePlan,
    offer: (Range<Int>, [Int], UInt8) -> Void
  ) {
    let clauses = Clauses.ranges(of: text)
    let cues = plan.rules.cues(in: text, clauses: clauses)
    var (nextPlace, nextCue) = (0, 0)
    for clause in clauses {
      var themes: [Int] = []
      while nextPlace < places.count, places[nextPlace].range.lowerBound < clause.upperBound {
        if places[nextPlace].range.lowerBound >= clause.lowerBound { themes.append(places[nextPlace].theme) }
        nextPlace += 1
      }
      var stances: UInt8 = 0
      while nextCue < cues.count, cues[nextCue].range.lowerBound < clause.upperBound {
        stances |= 1 << UInt8(cues[nextCue].stance.rawValue)
        nextCue += 1
      }
      if themes.isEmpty { continue }
      for theme in StanceReading.withParents(themes, plan) {
        raised[row * themeCount + theme] = (raised[row * themeCount + theme] ?? 0) | stances
      }
      if plan.quotes > 0 { offer(clause, themes, stances) }
    }
  }

  /// The themes and those above them.
  private static func withParents(_ themes: [Int], _ plan: StancePlan) -> Set<Int> {
    var all: Set<Int> = []
    for theme in themes {
      var next: Int? = theme
      while let index = next {
        all.insert(index)
        next = plan.matcher.parents[index]
      }
    }
    return all
  }

  private static func offer(
    _ quote: StanceQuote, _ themes: [Int], _ stances: UInt8, plan: StancePlan, tally: inout StanceTally
  ) {
    for theme in Set(themes) {
      for kind in 0..<StanceTally.kinds where StanceTally.has(kind, stances) {
        quote.join(&tally.quotes[theme * StanceTally.kinds + kind], atMost: plan.quotes)
      }
    }
  }

  /// Counts the responses once all questions are read.
  func count(_ batch: borrowing ResponseBatch, plan: StancePlan, into tally: inout StanceTally) {
    let grouping = plan.groups?.column(in: batch)
    var groups: [Int] = []
    for row in 0..<batch.count {
      guard hasText[row] else {
        if wasAsked[row] { tally.missing += 1 }
        continue
      }
      if batch.isPlenary(row) {
        tally.plenaries += 1
        continue
      }
      groups.removeAll(keepingCapacity: true)
      grouping?.forEachChoice(at: row) { groups.append($0) }
      tally.count(
        Array(raised[row * themeCount..<(row + 1) * themeCount]), unit: batch.units[row], groups: groups)
    }
  }
}
