import EngageModel
import EngageReport

/// A table as its readers see it.
struct TableShowing {
  private(set) var table: Table
  /// Whether nothing of it is hidden.
  private(set) var isComplete = true
  /// Whether it is withheld because it does not tell whom it counts.
  private(set) var isUntold = false
  /// How many did not answer, where that is not told.
  private(set) var hiddenMissing: Double?
  private let showing: Showing
  private let section: Int
  private let index: Int
  private let whole: Table
  /// What its rows tell of, where that is ranked by how many there are.
  private let ranking: Ranking?
  /// Columns of words that follow from figures.
  private let results: [Int]

  init(showing: Showing, section: Int, index: Int, table: Table, rankings: [Ranking]) {
    self.showing = showing
    ranking = rankings.first { $0.tables.contains(table.name) }
    self.section = section
    self.index = index
    whole = table
    results = table.resultColumns
    self.table = table
    if mustBeWithheld {
      withhold()
      isUntold = true
      return
    }
    showCells()
    showBase()
    if let hiddenMissing { self.table.notes.removeAll { $0.tellsCount(upTo: hiddenMissing) } }
    let given = GivenRows(whole: whole, shown: self.table)
    if !isComplete {
      self.table.notes.removeAll(where: \.mayTellCounts)
      leaveOut(given.leftOut)
      if given.arePeriods { self.table.notes.append(GivenRows.noteOfPeriods) }
      leaveOutHiddenRows()
    }
    leaveOutRare()
    // Also where none is left out: that it stands there tells nothing then.
    if given.areCampaigns { self.table.notes.append(GivenRows.noteOfCampaigns) }
    // Rows sorted by a count tell between which others a hidden one lies.
    if let rows = ranking?.order(of: self.table, isComplete: isComplete) {
      self.table.rows = rows.map { self.table.rows[$0] }
    }
    if !isComplete, !showsAnyCount { withhold() }
    if !isComplete { leaveOutUnweighted() }
  }

  /// Where weights go by a group, which its readers know, a weighted total and the number of responses behind it are two
  /// equations for who they are: where something of a table is hidden, the latter go.
  private mutating func leaveOutUnweighted() {
    let behind = Set(table.columns.compactMap(\.unweighted))
    guard !behind.isEmpty else { return }
    let kept = table.columns.indices.filter { !behind.contains(table.columns[$0].name) }
    table.columns = kept.map { index in
      var column = table.columns[index]
      column.unweighted = nil
      return column
    }
    table.rows = table.rows.map { row in kept.map { row[$0] } }
    table.totals.columns.removeAll(where: behind.contains)
    table.notes.append(
      "How many responses there are behind weighted figures is left out, as some are hidden.")
  }

  private mutating func withhold() {
    table = whole.emptied(because: Section.tooFewToShow)
    isComplete = false
  }

  private func place(_ row: Int, _ column: Int, _ part: Figure.Part) -> Figure.Place {
    Figure.Place(section: section, table: index, row: row, column: column, part: part)
  }

  /// A table that does not tell whom it counts may repeat what is hidden elsewhere, and small counts in it can't be
  /// held together with others.
  private var mustBeWithheld: Bool {
    let untold = showing.linked.untold.filter {
      $0.place.section == section && $0.place.table == index && $0.place.part != .whole
    }
    let counts = whole.columns.contains { $0.counts != nil } || !whole.counts.isEmpty
    if untold.isEmpty, counts || whole.columns.allSatisfy({ $0.kind == .key || $0.kind == .text }) {
      return false
    }
    if untold.contains(where: { showing.profile.isSmall($0.value) && $0.value > 0 }) { return true }
    return concernsHiddenAnswers
  }

  /// Whether something is hidden of the questions it is about, here or in another table.
  var concernsHiddenAnswers: Bool {
    let questions =
      whole.dimensions.isEmpty ? showing.report.sections[section].asked?.questions ?? [] : whole.dimensions
    return questions.contains(where: showing.hides)
  }

  /// Whether the whole of a share, of which the table does not tell whom it counts, may be shown.
  private func isWholeShown(_ row: Int, _ column: Int, _ all: Double) -> Bool {
    let place = place(row, column, .whole)
    if showing.variable(at: place) != nil { return !showing.isHidden(place) }
    if all == whole.base?.answered { return !showing.isHidden(self.place(-1, -1, .base)) }
    return !(showing.profile.isSmall(all) && all > 0) && !concernsHiddenAnswers
  }

  private mutating func showCells() {
    for row in whole.rows.indices {
      for column in whole.columns.indices {
        let cell = shown(row, column)
        if cell != whole.rows[row][column] { table.rows[row][column] = cell }
        if cell == .suppressed { isComplete = false }
      }
    }
    if showing.profile.rounding != nil { isComplete = false }
  }

  private func shown(_ row: Int, _ column: Int) -> Cell {
    let cell = whole.rows[row][column]
    let profile = showing.profile
    switch (whole.columns[column].kind, cell) {
    case (.count, .number(let value)), (.quantity, .number(let value)):
      return showing.isHidden(place(row, column, .count)) ? .suppressed : .number(profile.shown(value))
    case (.quantity, .text(let words)): return isFew(words) ? .suppressed : cell
    case (_, .share(let part, let all)):
      let isHidden = showing.isHidden(place(row, column, .part)) || !isWholeShown(row, column, all)
      return isHidden ? .suppressed : .share(of: profile.shown(part), in: profile.shown(all))
    case (.number, .number), (.proportion, .number):
      return isAverageShown(row) ? cell : .suppressed
    case (.number, .missing), (.proportion, .missing):
      // That there is none tells of how many there were, too.
      return figures(ofRow: row).contains(where: showing.hidden.contains) ? .suppressed : cell
    case (.text, _) where results.contains(column):
      return areResultsShown(row) ? cell : .suppressed
    default: return cell
    }
  }

  /// Whether the words of a row may be shown that follow from its figures: “not met” of 10 % of 30 tells that two at most
  /// did.
  private func areResultsShown(_ row: Int) -> Bool {
    whole.columns.allSatisfy(\.kind.isWords) ? !concernsHiddenAnswers : isAverageShown(row)
  }

  /// The figures of a row that are held together with others.
  private func figures(ofRow row: Int) -> [Int] {
    whole.columns.indices.flatMap { column in
      [Figure.Part.count, .part, .whole].compactMap { showing.variable(at: place(row, column, $0)) }
    }
  }

  /// “About 3”.
  private func isFew(_ words: String) -> Bool {
    let digits = words.filter(\.isNumber)
    return Double(digits).map { $0 > 0 && showing.profile.isSmall($0) } ?? false
  }

  /// Whether the averages of a row may be shown: they rest on figures that are, or on so much that is shown nowhere
  /// that nothing follows.
  private func isAverageShown(_ row: Int) -> Bool {
    let figures = figures(ofRow: row)
    guard !figures.contains(where: showing.hidden.contains) else { return false }
    guard
      let largest = figures.max(by: {
        showing.linked.variables[$0].value < showing.linked.variables[$1].value
      })
    else { return showing.profile.rounding == nil && !showing.hidesPeople }
    let variable = showing.linked.variables[largest]
    guard let meaning = variable.meanings.first else { return false }
    let answers = meaning.answers
    guard !answers.isEmpty else { return true }
    if showing.profile.rounding != nil { return false }
    guard variable.value >= Double(showing.profile.minimumBase) || variable.value == 0 else { return false }
    return answers.allSatisfy { dimension, values in
      if case .these(let atoms) = values, atoms.count == 1 { return true }
      return !showing.hides(question: dimension)
        || showing.isDistributionShown(of: meaning, largest, by: dimension)
    }
  }

  private mutating func showBase() {
    guard let base = whole.base else { return }
    if showing.isHidden(place(-1, -1, .base)) {
      table.base = nil
      isComplete = false
      return
    }
    table.base?.answered = showing.profile.shown(base.answered)
    if let missing = base.missing {
      let isHidden = showing.profile.isSmall(missing) && missing > 0
      if isHidden { hiddenMissing = missing }
      table.base?.missing = isHidden ? nil : showing.profile.shown(missing)
    }
  }

  private var showsAnyCount: Bool {
    table.rows.contains { row in
      zip(table.columns, row).contains { column, cell in
        [.count, .quantity, .share].contains(column.kind) && cell != .suppressed && cell != .missing
      }
    }
  }

  private mutating func leaveOut(_ rows: [Int]) {
    for row in rows.reversed() { table.rows.remove(at: row) }
  }

  /// What few raised, where the section asks for that: by what is shown alone, as analyses count all for others.
  private mutating func leaveOutRare() {
    let minimum = showing.report.sections[section].options["minimum"].flatMap(Double.init) ?? 0
    guard minimum > 0, let key = ranking.flatMap({ table.index(of: $0.key) }) else { return }
    let told = table.rows.filter { row in
      zip(table.columns, row).contains { $0.kind == .count && $1.amount ?? 0 >= minimum }
    }.map { $0[key] }
    let gone = table.rows.indices.filter { !table.isTotal(row: $0) && !told.contains(table.rows[$0][key]) }
    leaveOut(gone)
    if !gone.isEmpty {
      table.notes.append("What few raised, or of what nothing can be shown, is left out.")
    }
  }

  /// Rows that stand there because somebody answered so tell that somebody did.
  private mutating func leaveOutHiddenRows() {
    if isGivenByAnswers {
      // With the rows of nobody: a gap between them would tell that somebody is there.
      let gone = table.rows.indices.filter { row in
        !table.isTotal(row: row)
          && !zip(table.columns, table.rows[row]).contains { column, cell in
            (column.kind == .count || column.kind == .share) && cell.amount ?? 0 > 0
          }
      }
      leaveOut(gone)
      if !gone.isEmpty {
        table.notes.append("Rows of nobody, or of which nothing can be shown, are left out.")
      }
    }
  }

  /// Whether its rows are what people answered, and not what they could answer.
  private var isGivenByAnswers: Bool {
    let keys = whole.columns.compactMap(\.counts).map { $0.keys.values }
    // Pairs are listed only where they occur.
    if keys.contains(where: { $0.count { $0.hasSuffix("/") } > 1 }) { return true }
    return Set(keys.joined()).contains { dimension in
      guard let question = showing.question(Meaning.questions(of: dimension)[0]) else { return false }
      return question.type.isNumeric || question.type.isTextual
    }
  }
}
