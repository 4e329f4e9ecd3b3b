import EngageReport

/// A sentence as readers see it: with its figures as they are shown, "some" in the place of hidden ones, or not at all.
struct StatementShowing {
  let statement: Statement?

  /// - Parameters:
  ///   - whole: the section as it was counted.
  ///   - shown: the section with what is shown of its tables.
  ///   - isWhole: whether that is all of them.
  init(_ told: Statement, whole: Section, shown: Section, isWhole: Bool) {
    statement = StatementShowing.shown(told, whole: whole, shown: shown, isWhole: isWhole)
  }

  private static func shown(_ told: Statement, whole: Section, shown: Section, isWhole: Bool) -> Statement? {
    if told.tellsHiddenResults(of: whole, shown) { return nil }
    var words = SentenceFigures(told.text)
    guard !told.values.isEmpty else {
      // A number that comes from no cell was held against nothing.
      let isPlain = !told.text.contains(where: \.isNumber) && (isWhole || words.tellsOnly([]))
      return isPlain ? told : nil
    }
    var changed = false
    for (_, reference) in told.values.sorted(by: { $0.key < $1.key }) {
      guard let before = whole.cell(reference) else { return nil }
      let after = shown.cell(reference)
      if before == after { continue }
      guard let after, words.replace(before, by: after) else { return nil }
      changed = true
    }
    guard changed else {
      // Its own figures are shown; others that it tells may not be.
      return isWhole || words.tellsOnly(told.values.values.compactMap { shown.cell($0) }) ? told : nil
    }
    guard !words.compares, words.tellsOnly(told.values.values.compactMap { shown.cell($0) }) else {
      return nil
    }
    var statement = told
    statement.text = words.text
    statement.values = told.values.filter { shown.cell($0.value) != .suppressed }
    return statement
  }
}

extension Section {
  fileprivate func cell(_ reference: CellReference) -> Cell? {
    guard let table = table(reference.table), table.withheld == nil else { return nil }
    return table.cell(row: reference.row, column: reference.column)
  }
}

extension Statement {
  /// Whether it may tell a verdict that is hidden: it tells of its row, or of a table with one without naming a row.
  fileprivate func tellsHiddenResults(of whole: Section, _ shown: Section) -> Bool {
    let hiding = whole.tables.filter { table in
      guard !table.resultColumns.isEmpty else { return false }
      guard let seen = shown.table(table.name), seen.withheld == nil else { return true }
      return seen.rows.indices.contains(where: seen.hidesResults)
    }
    if hiding.isEmpty { return false }
    if values.isEmpty { return true }
    return values.values.contains { reference in
      guard hiding.contains(where: { $0.name == reference.table }) else { return false }
      guard let seen = shown.table(reference.table),
        let row = seen.rows.indices.first(where: { seen.key(ofRow: $0) == reference.row })
      else { return true }
      return seen.hidesResults(ofRow: row) || !seen.names(ofRow: row).allSatisfy(text.contains)
    }
  }
}

extension Table {
  fileprivate func hidesResults(ofRow row: Int) -> Bool {
    resultColumns.contains { rows[row][$0] == .suppressed }
  }

  /// What people call a row: words for each of its keys.
  fileprivate func names(ofRow row: Int) -> [String] {
    let words = wordsForKeys
    return columns.indices.filter { columns[$0].kind == .key }.compactMap { rows[row][words[$0] ?? $0].words }
  }
}

/// The figures in a sentence.
struct SentenceFigures {
  private(set) var text: String

  init(_ text: String) { self.text = text }

  /// Whether it says that one figure is larger than others, which tells of hidden ones even without a number.
  var compares: Bool {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    return words.contains {
      [
        "most", "least", "more", "fewer", "fewest", "less", "highest", "lowest", "top", "half", "majority",
        "nobody",
        "everybody", "all", "none", "both", "only", "than",
      ].contains($0)
    }
  }

  /// Puts what is shown in the place of what was counted.
  /// - Returns: whether the figure stands in the sentence exactly once, in a form that is known.
  mutating func replace(_ before: Cell, by after: Cell) -> Bool {
    guard let count = before.amount, let number = Int(exactly: count) else { return false }
    switch after {
    case .suppressed:
      return replaceOnce(number, whole: whole(of: before), by: "some", nil)
    case .number(let value), .share(let value, _):
      guard let shown = Int(exactly: value) else { return false }
      return replaceOnce(
        number, whole: whole(of: before), by: "about \(Wording.numeral(shown))", whole(of: after))
    case .text, .missing: return false
    }
  }

  private func whole(of cell: Cell) -> Int? {
    guard case .share(_, let whole) = cell else { return nil }
    return Int(exactly: whole)
  }

  private mutating func replaceOnce(_ number: Int, whole: Int?, by words: String, _ newWhole: Int?) -> Bool {
    var found: [Range<String.Index>] = []
    for written in Set([Wording.numeral(number), Wording.number(number)]) {
      var start = text.startIndex
      while let range = text.range(ofWord: written, from: start) {
        found.append(range)
        start = range.upperBound
      }
    }
    guard found.count == 1, var range = found.first else { return false }
    // The percentage behind it goes with it.
    if let bracket = text[range.upperBound...].firstMatch(of: #/^ of [0-9,]+ \((under |over )?[0-9]+%\)/#) {
      let kept = text[bracket.range].prefix { $0 != "(" }.dropLast()
      let base = newWhole.map { " of about \(Wording.numeral($0))" } ?? String(kept)
      range = range.lowerBound..<bracket.range.upperBound
      text.replaceSubrange(range, with: words + base)
      return true
    }
    text.replaceSubrange(range, with: words)
    return true
  }

  /// Whether each of its numbers, in digits or in words, is one of some figures that are shown, or stands in quotation
  /// marks.
  func tellsOnly(_ cells: [Cell]) -> Bool {
    var known: Set<String> = []
    for cell in cells {
      switch cell {
      case .number(let value): known.formUnion(SentenceFigures.written(value))
      case .share(let part, let whole):
        known.formUnion(SentenceFigures.written(part))
        known.formUnion(SentenceFigures.written(whole))
        if whole > 0 { known.insert(Wording.percent(part, of: whole).filter(\.isNumber)) }
      case .text(let words):
        known.formUnion(words.matches(of: #/[0-9][0-9,.]*/#).map { String($0.output) })
      case .suppressed, .missing: break
      }
    }
    let plain = SentenceFigures.withoutDays(text.replacing(#/“[^”]*”/#, with: ""))
    let numbers = plain.matches(of: #/[0-9]+(?:[.,][0-9]+)*/#).map { String($0.output) }
    return numbers.allSatisfy(known.contains) && CountWords(plain).told.isSubset(of: known)
  }

  /// Without “24 September 2019”, “in 2019”: when it was is no figure.
  private static func withoutDays(_ text: String) -> String {
    let days = #/\d{1,2} (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)/#
    return text.replacing(days, with: "")
      .replacing(#/\b(?:19|20)\d\d\b/#, with: "")
  }

  private static func written(_ value: Double) -> [String] {
    guard let whole = Int(exactly: value) else {
      return (0...3).map { Wording.decimal(value, places: $0) }
    }
    return [Wording.numeral(whole), String(whole)] + CountWords.words(for: whole)
  }
}

extension String {
  /// Where words stand between characters that are no letters or digits.
  fileprivate func range(ofWord words: String, from start: Index) -> Range<Index>? {
    var start = start
    while let range = self[start...].firstRange(of: words) {
      let before = range.lowerBound == startIndex ? " " : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? " " : self[range.upperBound]
      let isWhole =
        !before.isLetter && !before.isNumber && before != "," && before != "." && !after.isLetter
        && !after.isNumber && after != "%"
      if isWhole { return range }
      start = range.upperBound
    }
    return nil
  }
}
