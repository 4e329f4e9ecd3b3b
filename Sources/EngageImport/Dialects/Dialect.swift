import EngageModel

/// The way one program writes responses into a table.
///
/// A dialect is a type of its own and a line in ``Dialects/all``: it says what in a file speaks for it, and what the
/// headings then mean. What follows (headings to questions, cells to answers, checks) is the same for all.
protocol Dialect: Sendable {
  /// `surveymonkey`
  var name: String { get }
  /// Other names that people call it by.
  var aliases: [String] { get }
  /// The program, for people: `SurveyMonkey`.
  var title: String { get }

  /// What in the head of a file speaks for this dialect; `nil` if nothing does.
  func signs(in head: TableHead) -> DialectSigns?

  /// What the headings mean, the file being of this dialect.
  func table(of head: TableHead) -> ForeignTable
}

extension Dialect {
  var aliases: [String] { [] }
}

/// What speaks for a dialect.
struct DialectSigns {
  /// How much: a sign that no other program leaves counts 3, one that some share 1.
  var weight = 0
  /// Sentences that name what was seen.
  var evidence: [String] = []

  mutating func add(_ weight: Int, _ sentence: String) {
    self.weight += weight
    evidence.append(sentence)
  }

  /// From this on a file is taken to be of a dialect.
  static let enough = 3

  /// Signs that were found, if any were.
  var found: DialectSigns? { weight > 0 ? self : nil }
}

/// All dialects.
enum Dialects {
  static let all: [any Dialect] = [
    SurveyMonkeyDialect(), QualtricsDialect(), GoogleFormsDialect(), MicrosoftFormsDialect(),
    SurveyGizmoDialect(), LimeSurveyDialect(), KoboDialect(), ODKDialect(), REDCapDialect(), JiscDialect(),
    CitizenSpaceDialect(), SPSSDialect(), PlainDialect(),
  ]

  /// The names of all dialects, Engage's own first.
  static let names = [EngageLayout.name, EntrySheetDialect.name] + all.map(\.name)

  /// The dialect of that name.
  static func named(_ name: String) -> (any Dialect)? {
    let folded = foldedName(name).filter { $0 != "_" }
    return all.first { dialect in
      ([dialect.name, dialect.title] + dialect.aliases).contains {
        foldedName($0).filter { $0 != "_" } == folded
      }
    }
  }

  /// Finds out the dialect of a file.
  /// - Parameter headerRows: as many rows of headings as a person says there are; `nil` to find out.
  /// - Throws: both readings, if two dialects fit about as well and read the file differently.
  static func recognise(_ head: TableHead) throws(DiagnosticsError) -> ForeignTable {
    let found = all.compactMap { dialect in dialect.signs(in: head).map { (dialect: dialect, signs: $0) } }
      .filter { $0.signs.weight >= DialectSigns.enough }
      .sorted { $0.signs.weight > $1.signs.weight }
    guard let best = found.first else { return PlainDialect().table(of: head) }
    var table = best.dialect.table(of: head)
    for rival in found.dropFirst() where rival.signs.weight * 3 >= best.signs.weight * 2 {
      let other = rival.dialect.table(of: head)
      if other.lastHeaderRecord == table.lastHeaderRecord, other.columns == table.columns,
        other.questions == table.questions
      {
        continue
      }
      throw DiagnosticsError(ambiguity(best, rival))
    }
    table.evidence = best.signs.evidence + table.evidence
    return table
  }

  private static func ambiguity(
    _ one: (dialect: any Dialect, signs: DialectSigns), _ other: (dialect: any Dialect, signs: DialectSigns)
  ) -> Diagnostic {
    func reading(_ it: (dialect: any Dialect, signs: DialectSigns)) -> String {
      "\(it.dialect.title) (\(it.signs.evidence.joined(separator: "; ")))"
    }
    return Diagnostic(
      rule: "two-dialects",
      message:
        "the file may come from \(reading(one)) or from \(reading(other)), and they are read differently",
      line: 1,
      hint: "say which: --dialect \(one.dialect.name) or --dialect \(other.dialect.name)")
  }
}
