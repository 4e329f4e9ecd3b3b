/// What a workbook for typing paper forms holds, and for which session it was made.
///
/// The workbook carries it on a hidden sheet (``grid``), so that it comes back without anybody saying what its
/// columns mean.
public struct EntrySheetLayout: Sendable, Hashable {
  /// A sheet with a row for each form, or for each table's notes.
  public struct Sheet: Sendable, Hashable {
    /// The name on its tab.
    public var name: String
    /// For whom its rows speak.
    public var unit: Unit
    /// From left to right.
    public var columns: [Column]

    /// A sheet with its columns.
    public init(name: String, unit: Unit, columns: [Column]) {
      (self.name, self.unit, self.columns) = (name, unit, columns)
    }
  }

  /// A column, known by a name of its own that stands in the sheet's hidden row.
  public struct Column: Sendable, Hashable {
    /// `safe_day`, `topics/online`, `engage/form_number`.
    public var name: String
    /// What its cells say.
    public var role: ColumnMap.Role

    /// A column of that name.
    public init(name: String, role: ColumnMap.Role) { (self.name, self.role) = (name, role) }
  }

  public var survey: Survey.ID
  public var version: Int
  /// Of the questionnaire as it was then.
  public var fingerprint: String
  public var event: Event.ID
  public var session: Session.ID
  /// Of the words in the sheet; `nil` for the survey's default language.
  public var language: String?
  /// ISO 8601.
  public var made: String
  /// `Engage 0.1.0`
  public var engine: String
  public var sheets: [Sheet]

  public init(
    survey: Survey.ID, version: Int, fingerprint: String, event: Event.ID, session: Session.ID,
    language: String? = nil, made: String, engine: String, sheets: [Sheet]
  ) {
    (self.survey, self.version, self.fingerprint) = (survey, version, fingerprint)
    (self.event, self.session, self.language) = (event, session, language)
    (self.made, self.engine, self.sheets) = (made, engine, sheets)
  }

  /// The name of the hidden sheet that holds the layout.
  public static let sheetName = "Engage"
  /// The row, from 1, that names the columns; it is hidden.
  public static let namesRow = 4
  /// What the name of a sheet's first column begins with: so that a sheet is known without the hidden one.
  public static let ownPrefix = "engage/"
}

// MARK: - Columns

extension EntrySheetLayout.Sheet {
  /// A row for each form: its number, then every question that somebody answers.
  public static func forms(of survey: Survey) -> EntrySheetLayout.Sheet {
    EntrySheetLayout.Sheet(
      name: "Forms", unit: .person,
      columns: [EntrySheetLayout.Column(name: "engage/form_number", role: .key)]
        + survey.questions.flatMap { columns(of: $0) })
  }

  /// A row for each table's notes: its number, its head count, then what a table is asked. In a survey for forms and
  /// tables these are the questions in people's own words.
  public static func tables(of survey: Survey) -> EntrySheetLayout.Sheet {
    let isForTablesAlone = survey.units == [.table]
    let asked = survey.questions.filter {
      isForTablesAlone || $0.isAsked(of: .table)
    }
    return EntrySheetLayout.Sheet(
      name: "Tables", unit: .table,
      columns: [
        EntrySheetLayout.Column(name: "engage/table_number", role: .key),
        EntrySheetLayout.Column(name: "engage/people", role: .people),
      ] + asked.flatMap { columns(of: $0) })
  }

  private static func columns(of question: Question) -> [EntrySheetLayout.Column] {
    guard question.isAsked else { return [] }
    return switch question.type {
    case .selectMultiple, .rank:
      question.choices.map {
        EntrySheetLayout.Column(
          name: "\(question.id)/\($0.id)", role: .choice(question.id, $0.id))
      }
    default: [EntrySheetLayout.Column(name: question.id.rawValue, role: .question(question.id))]
    }
  }
}

extension Question {
  /// The words that an entry sheet offers for the choices: labels in one line, no two alike in any case.
  public func entryWords(in language: String?) -> [(choice: Choice.ID, word: String)] {
    let lines = choices.map { choice -> String in
      let line = choice.label.text(in: language).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if line.isEmpty { return choice.id.rawValue }
      return line.count <= 120 ? line : line.prefix(119) + "…"
    }
    let names = Set(choices.map { $0.id.rawValue.lowercased() })
    return choices.enumerated().map { index, choice in
      let line = lines[index]
      let isTaken =
        lines.enumerated().contains { $0.offset != index && $0.element.lowercased() == line.lowercased() }
        || (names.contains(line.lowercased()) && choice.id.rawValue.lowercased() != line.lowercased())
      return (choice.id, isTaken ? "\(line) (\(choice.id))" : line)
    }
  }
}

extension Question {
  /// What stands at the choices on paper (``choiceKeys``) and may be typed for them, as far as no choice goes by that
  /// name or word.
  public func entryKeys(in language: String?) -> [(choice: Choice.ID, key: String)] {
    let words = entryWords(in: language)
    return zip(choices, choiceKeys).compactMap { choice, key in
      let other = words.contains { word in
        word.choice != choice.id
          && [word.choice.rawValue.lowercased(), word.word.lowercased()].contains(key.lowercased())
      }
      return other ? nil : (choice.id, key)
    }
  }
}

// MARK: - The hidden sheet

extension EntrySheetLayout {
  private static let mark = "engage-entry-sheet/1"
  private static let heading = ["sheet", "unit", "name", "holds", "question", "choice"]

  /// The layout as rows of cells.
  public var grid: [[String]] {
    var rows = [
      [EntrySheetLayout.mark], ["survey", survey.rawValue], ["version", String(version)],
      ["fingerprint", fingerprint], ["event", event.rawValue], ["session", session.rawValue],
      ["language", language ?? ""], ["made", made], ["engine", engine], [], EntrySheetLayout.heading,
    ]
    for sheet in sheets {
      for column in sheet.columns {
        let (holds, question, choice) = EntrySheetLayout.words(for: column.role)
        rows.append([sheet.name, sheet.unit.rawValue, column.name, holds, question, choice])
      }
    }
    return rows
  }

  private static func words(for role: ColumnMap.Role) -> (holds: String, question: String, choice: String) {
    switch role {
    case .question(let id): ("question", id.rawValue, "")
    case .choice(let id, let choice): ("choice", id.rawValue, choice.rawValue)
    default: (role.word ?? "", "", "")
    }
  }

  /// Whether rows of cells are, or once were, a layout.
  public static func isLayout(_ grid: [[String]]) -> Bool {
    grid.first?.first?.hasPrefix("engage-entry-sheet/") ?? false
  }

  /// Reads a layout from rows of cells.
  /// - Returns: `nil` if something is missing or was changed, or if a later Engage wrote it in another form.
  public init?(grid: [[String]]) {
    guard grid.first?.first == EntrySheetLayout.mark,
      let start = grid.firstIndex(where: { $0.starts(with: EntrySheetLayout.heading) })
    else { return nil }
    let facts = Dictionary(
      grid[1..<start].filter { $0.count >= 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { one, _ in one })
    guard let survey = facts["survey"], let version = facts["version"].flatMap({ Int($0) }),
      let event = facts["event"], let session = facts["session"]
    else { return nil }
    self.init(
      survey: Survey.ID(survey), version: version, fingerprint: facts["fingerprint"] ?? "",
      event: Event.ID(event), session: Session.ID(session),
      language: facts["language"].flatMap { $0.isEmpty ? nil : $0 }, made: facts["made"] ?? "",
      engine: facts["engine"] ?? "", sheets: [])
    for row in grid[(start + 1)...] where row.contains(where: { !$0.isEmpty }) {
      guard row.count >= 4, let unit = Unit(rawValue: row[1]), let role = EntrySheetLayout.role(row) else {
        return nil
      }
      if sheets.last?.name != row[0] { sheets.append(Sheet(name: row[0], unit: unit, columns: [])) }
      sheets[sheets.count - 1].columns.append(Column(name: row[2], role: role))
    }
    if sheets.isEmpty || Set(sheets.map(\.unit)).count < sheets.count { return nil }
  }

  private static func role(_ row: [String]) -> ColumnMap.Role? {
    switch row[3] {
    case "question" where row.count >= 5: .question(Question.ID(row[4]))
    case "choice" where row.count >= 6: .choice(Question.ID(row[4]), Choice.ID(row[5]))
    default: ColumnMap.Role(word: row[3])
    }
  }
}
