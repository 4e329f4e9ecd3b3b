import EngageModel

/// The words that mean the choices of a question.
///
/// Exact words are in `table`; others are folded once and then remembered there.
final class ChoiceWords {
  /// No choice has this word.
  static let unknown: Int32 = -1000
  /// Two choices have this word when letter case and the like are set aside.
  static let ambiguous: Int32 = -1001
  private static let rememberedWords = 20_000

  let table = WordTable()
  /// What the words are, for "did you mean": labels, names, words of the map.
  private(set) var suggestions: [String] = []
  /// How many parts the longest word has when it is split at the separator; 1 if none holds it.
  private(set) var longestInParts = 1
  private var folded: [String: Int32] = [:]

  deinit { table.deallocate() }

  /// Words in falling order of trust: exact ones first; then `fold()` for the rest.
  func add(_ word: String, code: Int32, suggests: Bool = false) {
    guard !word.isEmpty else { return }
    table.add(word, code: code)
    if suggests, !suggestions.contains(word) { suggestions.append(word) }
  }

  /// Lets words match in another case as well; words of one call that clash are ambiguous, those of an earlier
  /// call win.
  func fold(_ words: [(word: String, code: Int32)]) {
    var fresh: [String: Int32] = [:]
    for (word, code) in words {
      let key = foldedWord(word)
      if key.isEmpty || folded[key] != nil { continue }
      if let other = fresh[key], other != code {
        fresh[key] = ChoiceWords.ambiguous
      } else {
        fresh[key] = code
      }
    }
    folded.merge(fresh) { old, _ in old }
  }

  /// Takes note of words that hold the separator.
  func countParts(_ words: [String], separator: String) {
    for word in words where word.contains(separator) {
      longestInParts = max(
        longestInParts, word.split(separator: separator, omittingEmptySubsequences: false).count)
    }
  }

  /// The code of a cell: a choice, a reason below zero, ``unknown`` or ``ambiguous``.
  @inline(__always)
  func code(of cell: UnsafeBufferPointer<UInt8>) -> Int32 {
    let code = table.find(cell)
    return code == WordTable.absent ? slowCode(of: cell) : code
  }

  @inline(never)
  private func slowCode(of cell: UnsafeBufferPointer<UInt8>) -> Int32 {
    // “None ” is “None”, even where “none” is another choice.
    let inner = trimmedBytes(cell)
    if inner.count < cell.count {
      let code = table.find(inner)
      if code != WordTable.absent { return code }
    }
    let word = foldedWord(String(decoding: cell, as: UTF8.self))
    let code = word.isEmpty ? MissingReason.notAnswered.rawValue : folded[word] ?? ChoiceWords.unknown
    if table.count < ChoiceWords.rememberedWords, cell.count <= 256 { table.add(cell, code: code) }
    return code
  }
}

extension ChoiceWords {
  /// The words of a question with choices: the map's, names, labels in all languages, reasons.
  convenience init(question: Question, map: ColumnMap?, conventions: CellConventions) {
    self.init()
    var words: [(word: String, code: Int32)] = []
    for (word, choice) in (map?.values[question.id] ?? [:]).sorted(by: { $0.key < $1.key }) {
      if let code = question.code(of: choice) {
        words.append((word, Int32(code)))
      } else if let reason = MissingReason(name: choice.rawValue) {
        words.append((word, reason.rawValue))
      }
    }
    let mapped = words.count
    for (code, choice) in question.choices.enumerated() { words.append((choice.id.rawValue, Int32(code))) }
    for (code, choice) in question.choices.enumerated() {
      for label in [choice.label.text]
        + choice.label.translations.sorted(by: { $0.key < $1.key }).map(\.value)
      {
        words.append((label, Int32(code)))
      }
    }
    let suggestsMapped = conventions.isTypedFromForms
    for (index, word) in words.enumerated() {
      add(word.word, code: word.code, suggests: (index < mapped) == suggestsMapped)
    }
    addMissing(conventions)
    if let other = question.code(of: "other") {
      for word in conventions.other { add(word, code: Int32(other)) }
    }
    fold(words)
    if question.type == .acknowledge {
      fold(["ok", "yes", "y", "true", "1", "x"].map { ($0, 0) } + ["no", "false", "0"].map { ($0, -1) })
    }
    fold(MissingReason.allCases.flatMap { [($0.name, $0.rawValue), ($0.label, $0.rawValue)] })
    for separator in conventions.separators { countParts(words.map(\.word), separator: separator) }
  }

  /// The words of a file for missing answers, and Engage's own.
  private func addMissing(_ conventions: CellConventions) {
    for word in conventions.missing { add(word, code: MissingReason.notAnswered.rawValue) }
    for word in conventions.notAsked { add(word, code: MissingReason.notAsked.rawValue) }
    for reason in MissingReason.allCases { add(reason.name, code: reason.rawValue) }
  }

  /// Reasons in plain words, where the column has no choices that could be meant.
  private func addReasons(_ conventions: CellConventions) {
    guard conventions.isTypedFromForms else { return }
    for reason in MissingReason.allCases { add(reason.label, code: reason.rawValue) }
    fold(MissingReason.allCases.map { ($0.label, $0.rawValue) })
  }

  /// The words that mean "not answered" or name another reason, where a question has no choices.
  /// - Parameter gaps: also the usual words for a gap, which can be nothing else in a number or a date.
  convenience init(missing conventions: CellConventions, gaps: Bool = false) {
    self.init()
    addMissing(conventions)
    addReasons(conventions)
    guard gaps else { return }
    for word in MissingMarkers.all { add(word, code: MissingReason.notAnswered.rawValue) }
  }

  /// Words that say that a box was not ticked, folded.
  static let untickedWords: Set<String> = [
    "0", "no", "n", "false", "not ticked", "unticked", "unchecked", "not selected", "unselected",
    "not mentioned",
  ]

  /// The words of a column that says whether one choice was ticked: 1 ticked, 0 not, reasons below zero.
  convenience init(
    tickOf choice: Choice, of question: Question, map: ColumnMap?, conventions: CellConventions,
    ticked: [String]
  ) {
    self.init()
    var words: [(word: String, code: Int32)] = [(choice.id.rawValue, 1)]
    for (word, mapped) in map?.values[question.id] ?? [:] where mapped == choice.id {
      words.append((word, 1))
    }
    for label in [choice.label.text] + choice.label.translations.values { words.append((label, 1)) }
    for word in words { add(word.word, code: 1) }
    for word in conventions.unticked { add(word, code: 0) }
    for word in conventions.ticked + ticked { add(word, code: 1) }
    addMissing(conventions)
    fold(words)
    addReasons(conventions)
    let yes = [
      "1", "1.0", "yes", "y", "true", "x", "✓", "✔", "☑", "ticked", "checked", "selected", "mentioned",
    ]
    fold(yes.map { ($0, 1) } + ChoiceWords.untickedWords.sorted().map { ($0, 0) } + [("0.0", 0)])
  }
}
