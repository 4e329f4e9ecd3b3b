public import EngageModel

/// What came of reading a form of another program.
public struct FormReading: Sendable {
  /// `nil` if the form has errors.
  public var survey: Survey?
  /// Everything there is to say, in the order of the form.
  public var diagnostics: [Diagnostic]
  /// Remarks to stand above a question in the survey's file.
  public var comments: [Question.ID: [String]]
  /// Questions that were left out, by the form's names.
  public var leftOut: [String]

  /// The outcome of a reading.
  public init(
    survey: Survey?, diagnostics: [Diagnostic], comments: [Question.ID: [String]] = [:],
    leftOut: [String] = []
  ) {
    (self.survey, self.diagnostics) = (survey, diagnostics)
    (self.comments, self.leftOut) = (comments, leftOut)
  }
}

/// Reads XLSForms, the questionnaires of ODK and KoboToolbox (xlsform.org; pyxform's reading of it).
///
/// What Engage has no place for is left out and told, question by question; what is wrong is told with its cell, all at
/// once.
public enum XLSFormReader {
  /// - Parameters:
  ///   - id: what the survey is to be called; made of the form's own name if `nil`.
  public static func read(_ sheets: FormSheets, as id: Survey.ID? = nil) -> FormReading {
    read(sheets, as: id, leftOut: [])
  }

  /// - Parameter leftOut: names of questions that the sheets lack, since Engage has no place for them.
  static func read(_ sheets: FormSheets, as id: Survey.ID?, leftOut: [String]) -> FormReading {
    guard let questions = sheets.sheet("survey") else {
      let names = sheets.sheets.map { "“\($0.name)”" }.joined(separator: ", ")
      return FormReading(
        survey: nil,
        diagnostics: [
          Diagnostic(
            rule: "no-survey-sheet", message: "there is no sheet “survey”, so this is no XLSForm",
            file: sheets.file,
            hint: names.isEmpty
              ? "the sheets of an XLSForm are survey, choices and settings" : "its sheets are \(names)")
        ])
    }
    let reader = FormReader(questions: questions, of: sheets, id: id)
    reader.leftOut = leftOut
    return reader.read()
  }
}

/// Reads one form: first all rows, then what they say about each other.
final class FormReader {
  let table: FormTable
  let choicesTable: FormTable?
  private let settingsTable: FormTable?
  let sheets: FormSheets
  private let wantedID: Survey.ID?

  var diagnostics: [Diagnostic] = []
  var comments: [Question.ID: [String]] = [:]
  var languages = Languages()
  /// The code of each language as the form writes it.
  private var codes: [String: String] = [:]
  var lists: [String: FormList] = [:]
  var drafts: [FormDraft] = []
  var groups: [FormGroup] = []
  var names = FormNames()
  /// Questions that are not in the survey, by the form's names.
  var leftOut: [String] = []

  init(questions: FormSheet, of sheets: FormSheets, id: Survey.ID?) {
    self.sheets = sheets
    wantedID = id
    table = FormTable(questions, of: sheets)
    choicesTable = sheets.sheet("choices").map { FormTable($0, of: sheets) }
    settingsTable = sheets.sheet("settings").map { FormTable($0, of: sheets) }
  }

  func read() -> FormReading {
    findLanguages()
    tellOfUnread()
    readLists()
    readRows()
    resolveExpressions()
    checkPairs()
    let survey = survey()
    let sorted = diagnostics.enumerated().sorted {
      FormReader.place(of: $0.element, $0.offset) < FormReader.place(of: $1.element, $1.offset)
    }.map(\.element)
    return FormReading(
      survey: sorted.hasErrors ? nil : survey, diagnostics: sorted, comments: comments, leftOut: leftOut)
  }

  /// The order of problems: of the sheets, then of the rows.
  private static func place(of problem: Diagnostic, _ offset: Int) -> (Int, Int, Int) {
    let sheets = ["settings": 0, "survey": 1, "choices": 2]
    let row = problem.cell.flatMap { Int($0.drop { $0.isLetter }) }
    return (sheets[problem.sheet?.lowercased() ?? ""] ?? -1, row ?? 0, offset)
  }

  func add(_ rule: String, _ message: String, row: Int, column: String?, hint: String? = nil) {
    add(.error, rule, message, row: row, column: column, hint: hint)
  }

  func add(
    _ severity: Diagnostic.Severity, _ rule: String, _ message: String, row: Int, column: String?,
    hint: String? = nil
  ) {
    diagnostics.append(
      table.diagnostic(severity, rule: rule, message, row: row, column: column, hint: hint))
  }

  // MARK: - Settings

  /// Whether Engage wrote the form.
  var isOwn: Bool { !setting("engage::units").isEmpty }

  private func setting(_ name: String) -> String {
    settingsTable.flatMap { table in table.rows.first.map { table.text(name, in: $0) } } ?? ""
  }

  private func survey() -> Survey {
    let formID = setting("form_id")
    let id = wantedID ?? NameRules.kebabCase(of: formID).map { Survey.ID($0) } ?? "form"
    let words = [setting("form_title"), formID].first { !$0.isEmpty } ?? id.rawValue
    var title = LocalizedText(words)
    var summary: LocalizedText?
    if let table = settingsTable, let row = table.rows.first {
      title.translations = self.words("engage::title", in: row, of: table)?.translations ?? [:]
      summary = self.words("engage::description", in: row, of: table)
    }
    let units = setting("engage::units").split(separator: " ").compactMap { Unit(rawValue: String($0)) }
    let source = setting("engage::source")
    let blocks = setting("engage::blocks")
    return Survey(
      id: id, version: Int(setting("version")).flatMap { (1...999).contains($0) ? $0 : nil } ?? 1,
      title: title,
      summary: summary, source: source.isEmpty ? nil : source, languages: languages,
      units: units.isEmpty ? [.person] : units, groups: groups.map(\.group),
      questions: drafts.map(\.question),
      blocks: blocks.isEmpty ? [] : blocks.split(separator: ",").map(\.trimmed))
  }

  /// Sheets and columns that say something Engage does not take.
  private func tellOfUnread() {
    for sheet in sheets.sheets
    where ["external_choices", "entities", "osm"].contains(sheet.name.lowercased()) {
      diagnostics.append(
        Diagnostic(
          .warning, rule: "ignored-sheet", message: "Engage does not use the sheet “\(sheet.name)”",
          file: sheets.file, sheet: sheet.name, hint: "only survey, choices and settings are read"))
    }
    for (position, column) in table.columns.enumerated() where !column.name.isEmpty {
      if FormReader.used.contains(column.name) || FormReader.media.contains(column.name) { continue }
      let texts = table.rows.map { table.sheet.text(row: $0, column: position).trimmed }
      // A table is told of where it stands.
      guard texts.contains(where: { !$0.isEmpty && $0 != "table-list" }) else { continue }
      diagnostics.append(
        table.diagnostic(
          .note, rule: "ignored-column", "Engage does not use the column “\(column.header)”", row: 0,
          position: position, hint: "what stands there is left out"))
    }
  }

  /// The columns of the sheet `survey` that are read.
  private static let used: Set<String> = [
    "type", "name", "label", "hint", "required", "required_message", "relevant", "constraint",
    "constraint_message",
    "default", "calculation", "choice_filter", "parameters", "read_only", "disabled",
    "repeat_count",
    "engage::type", "engage::other_of", "engage::codebook", "engage::sensitive", "engage::identifies",
    "engage::pair", "engage::target", "engage::groups",
  ]

  static let media: Set<String> = ["image", "big-image", "audio", "video"]

  // MARK: - Languages

  /// Finds the languages of the form: those of its columns, the default first.
  private func findLanguages() {
    let tables = [table, choicesTable, settingsTable].compactMap { $0 }
    var written: [String] = []
    var hasPlainLabel = false
    for table in tables {
      for column in table.columns where ["label", "hint"].contains(column.name) || column.language != nil {
        if let language = column.language {
          if !written.contains(language) { written.append(language) }
        } else if column.name == "label", table.sheet.name.lowercased() == "survey" {
          hasPlainLabel = true
        }
      }
    }
    let spare = spareCodes
    for language in written { codes[language] = code(of: language, spare: spare) }
    let declared = setting("default_language")
    if !declared.isEmpty {
      languages.default = codes[declared] ?? LanguageNames.code(of: declared) ?? "en"
    } else if !hasPlainLabel, let first = written.first.flatMap({ codes[$0] }) {
      languages.default = first
    }
    let own = setting("engage::languages").split(separator: " ").map(String.init).filter(LanguageNames.isCode)
    if let first = own.first { languages.default = first }
    languages.others = Array(own.dropFirst())
    for language in written {
      guard let code = codes[language], code != languages.default, !languages.others.contains(code) else {
        continue
      }
      languages.others.append(code)
    }
  }

  /// Codes for languages that nobody knows: ISO 639-2 keeps qaa to qtz for local use.
  private var spareCodes: [String] { "abcdefghijklmnopqrstuvwxyz".map { "qa\($0)" } }

  private func code(of language: String, spare: [String]) -> String {
    if let code = LanguageNames.code(of: language) { return code }
    let code = spare.first { !codes.values.contains($0) } ?? "qaz"
    let position = table.columns.firstIndex { $0.language == language }
    let place = position.map {
      table.diagnostic(.warning, rule: "unknown-language", "", row: 0, position: $0)
    }
    diagnostics.append(
      Diagnostic(
        .warning, rule: "unknown-language",
        message: "the code of the language “\(language)” is not known; it is called “\(code)” here",
        file: sheets.file, sheet: place?.sheet, cell: place?.cell,
        hint: "name it with its code in the form: label::\(language) (xx)"))
    return code
  }

  /// Words with their translations; `nil` where none are written.
  func words(_ name: String, in row: Int, of table: FormTable) -> LocalizedText? {
    var byCode: [String: String] = [:]
    var plain: String?
    for (language, text) in table.words(name, in: row) {
      if let language, let code = codes[language] {
        if byCode[code] == nil { byCode[code] = text }
      } else if plain == nil {
        plain = text
      }
    }
    let text = byCode.removeValue(forKey: languages.default) ?? plain
    if let text { return LocalizedText(text, translations: byCode) }
    guard let code = languages.others.first(where: { byCode[$0] != nil }), let words = byCode[code] else {
      return nil
    }
    if name == "label" {
      diagnostics.append(
        table.diagnostic(
          .warning, rule: "missing-translation",
          "there are no words in the form's own language (\(languages.default)): those in “\(code)” stand for them",
          row: row, column: name))
    }
    return LocalizedText(words, translations: byCode)
  }
}
