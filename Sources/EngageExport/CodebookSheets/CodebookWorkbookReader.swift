public import EngageModel
import EngageSheets

extension CodebookWorkbook {
  /// Reads a codebook from a workbook that was written by `write`.
  /// - Returns: the codebook in the version that the workbook was made of, without its history.
  /// - Throws: `DiagnosticsError` with every wrong cell.
  public static func read(_ path: String) throws(DiagnosticsError) -> Codebook {
    var sheets: [String: [[String]]] = [:]
    do throws(WorkbookReadError) {
      let workbook = try WorkbookReader(path: path)
      for sheet in workbook.sheets { sheets[sheet.name] = try workbook.rows(of: sheet) }
    } catch {
      throw DiagnosticsError(Diagnostic(rule: "broken-workbook", message: "\(error)", file: path))
    }
    guard let facts = sheets[codebookName], facts.first?.first?.trimmed == mark,
      let themes = sheets[themesName], let priorities = sheets[prioritiesName]
    else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-codebook-sheet",
          message:
            "this is no codebook that Engage wrote: it needs the sheets “\(themesName)”, “\(prioritiesName)” and "
            + "“\(codebookName)”", file: path, hint: "make one with engage codebook export NAME -o FILE.xlsx")
      )
    }
    var reader = CodebookRows(path: path)
    reader.read(facts: facts)
    reader.read(priorities: priorities)
    reader.read(themes: themes)
    try reader.problems.throwIfErrors()
    return reader.codebook
  }
}

/// The rows of a codebook's workbook, being understood.
private struct CodebookRows {
  private struct Row {
    var theme: Theme
    var parent: String
    /// Row of the sheet, from 0.
    var number: Int
  }

  let path: String
  private(set) var codebook = Codebook(id: "", themes: [])
  private(set) var problems: [Diagnostic] = []
  private var rows: [Row] = []
  private var places: [CodebookWorkbook.Column: Int] = [:]

  init(path: String) { self.path = path }

  private mutating func report(
    _ rule: String, _ message: String, sheet: String, row: Int, column: Int, hint: String? = nil
  ) {
    problems.append(
      Diagnostic(
        rule: rule, message: message, file: path, sheet: sheet, cell: cellName(row: row, column: column),
        hint: hint))
  }

  // MARK: The codebook as a whole

  mutating func read(facts: [[String]]) {
    func fact(_ name: String) -> (text: String, row: Int) {
      let row = facts.firstIndex { $0.first?.trimmed == name } ?? 0
      return (facts[row].count > 1 ? facts[row][1].trimmed : "", row)
    }
    let sheet = CodebookWorkbook.codebookName
    codebook.id = Codebook.ID(fact("codebook").text)
    let version = fact("version")
    if let number = Int(version.text), number > 0 {
      codebook.version = number
    } else {
      report(
        "bad-version", "the version is a whole number from 1", sheet: sheet, row: version.row, column: 1,
        hint: "leave it as it was")
    }
    codebook.title = fact("title").text.isEmpty ? nil : fact("title").text
    codebook.source = fact("source").text.isEmpty ? nil : fact("source").text
    codebook.safeguarding = facts.contains { row in
      row.count > 1 && row[0].trimmed == "safeguarding" && row[1].trimmed.lowercased() == "yes"
    }
    let (stems, accents) = (fact("stems"), fact("accents"))
    if let known = Matching.Stems(rawValue: stems.text) {
      codebook.matching.stems = known
    } else {
      report("bad-word", "stems is en or none", sheet: sheet, row: stems.row, column: 1)
    }
    if let known = Matching.Accents(rawValue: accents.text) {
      codebook.matching.accents = known
    } else {
      report("bad-word", "accents is fold or keep", sheet: sheet, row: accents.row, column: 1)
    }
  }

  mutating func read(priorities: [[String]]) {
    let sheet = CodebookWorkbook.prioritiesName
    for (number, cells) in priorities.enumerated().dropFirst() {
      let name = cells.first?.trimmed ?? ""
      let title = cells.count > 1 ? cells[1].trimmed : ""
      if name.isEmpty, title.isEmpty { continue }
      if name.isEmpty {
        report("no-name", "this priority has no name", sheet: sheet, row: number, column: 0)
      } else if codebook.priorities.contains(where: { $0.name == name }) {
        report(
          "duplicate-name", "there is already a priority “\(name)”", sheet: sheet, row: number, column: 0)
      } else if title.isEmpty {
        report("no-title", "the priority “\(name)” has no title", sheet: sheet, row: number, column: 1)
      } else {
        codebook.priorities.append(Priority(name: name, title: title))
      }
    }
  }

  // MARK: Themes

  mutating func read(themes grid: [[String]]) {
    let sheet = CodebookWorkbook.themesName
    let headings = (grid.first ?? []).map { $0.trimmed.lowercased() }
    let columns = CodebookWorkbook.Column.all(of: codebook)
    for column in columns {
      places[column] = headings.firstIndex(of: column.rawValue.lowercased())
      if places[column] == nil {
        report(
          "changed-sheet", "the column “\(column.rawValue)” is gone", sheet: sheet, row: 0, column: 0,
          hint: "put its heading back into row 1")
      }
    }
    guard problems.isEmpty || places.count == columns.count else { return }
    for (number, cells) in grid.enumerated().dropFirst() where cells.contains(where: { !$0.trimmed.isEmpty })
    {
      read(cells, at: number)
    }
    if rows.isEmpty {
      report("no-themes", "a codebook has at least one theme", sheet: sheet, row: 1, column: 0)
    }
    checkParents()
    codebook.themes = themes(under: "", depth: 0)
  }

  private mutating func read(_ cells: [String], at number: Int) {
    func text(_ column: CodebookWorkbook.Column) -> String {
      guard let place = places[column] else { return "" }
      return place < cells.count ? cells[place].trimmed : ""
    }
    let name = text(.theme)
    let title = text(.title)
    let priority = text(.priority)
    if !NameRules.isKebabCase(name) {
      told(
        .theme, number, name.isEmpty ? "no-name" : "bad-name",
        name.isEmpty
          ? "this theme has no name" : "the name of a theme is made of lower case letters, digits and “-”",
        NameRules.kebabCase(of: name.isEmpty ? title : name).map { "“\($0)” would do" })
    } else if let first = rows.first(where: { $0.theme.id.rawValue == name }) {
      told(
        .theme, number, "duplicate-name", "there is already a theme “\(name)”",
        "the first is in row \(first.number + 1)")
    }
    if title.isEmpty { told(.title, number, "no-title", "a theme needs a title: the words people read", nil) }
    if !priority.isEmpty, !codebook.priorities.contains(where: { $0.name == priority }) {
      told(
        .priority, number, "unknown-priority", "there is no priority “\(priority)”",
        nearestName(to: priority, among: codebook.priorities.map(\.name)).map { "did you mean \($0)?" }
          ?? "write it on the sheet “\(CodebookWorkbook.prioritiesName)”")
    }
    var theme = Theme(
      id: Theme.ID(name), title: title, priority: priority.isEmpty ? nil : priority,
      match: terms(text(.match), .match, number), exclude: terms(text(.exclude), .exclude, number))
    theme.tell = text(.tell).isEmpty ? nil : text(.tell)
    rows.append(
      Row(
        theme: theme,
        parent: text(.parent), number: number))
  }

  private mutating func told(
    _ column: CodebookWorkbook.Column, _ row: Int, _ rule: String, _ message: String, _ hint: String?
  ) {
    report(
      rule, message, sheet: CodebookWorkbook.themesName, row: row, column: places[column] ?? 0, hint: hint)
  }

  private mutating func terms(_ text: String, _ column: CodebookWorkbook.Column, _ row: Int) -> [Term] {
    var terms: [Term] = []
    for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
      guard let term = CodebookTerm.term(String(line)) else { continue }
      if let (message, hint) = CodebookRows.problem(with: term) {
        told(column, row, "bad-term", "line \(index + 1): \(message)", hint)
      } else if terms.contains(term) {
        told(column, row, "duplicate-term", "line \(index + 1) is there twice", "delete one of the two")
      } else {
        terms.append(term)
      }
    }
    return terms
  }

  /// The same rules as in a codebook's file.
  private static func problem(with term: Term) -> (message: String, hint: String?)? {
    switch term {
    case .exact: return nil
    case .pattern(let source):
      do throws(PatternProblem) {
        _ = try LinearPattern(source, caseInsensitive: true)
        return nil
      } catch { return (error.message, error.hint) }
    case .phrase(let text):
      let characters = Array(text)
      for index in characters.indices where characters[index] == "*" {
        let next = index + 1 < characters.count ? characters[index + 1] : " "
        let before = index > 0 ? characters[index - 1] : " "
        if next.isWhitespace, before.isLetter || before.isNumber { continue }
        return ("“*” stands for the end of a word: “report*”", "for anything more write pattern: before it")
      }
      return nil
    }
  }

  // MARK: Themes in themes

  private mutating func checkParents() {
    let names = rows.map(\.theme.id.rawValue)
    let parents = Dictionary(rows.map { ($0.theme.id.rawValue, $0.parent) }) { first, _ in first }
    for row in rows where !row.parent.isEmpty {
      guard names.contains(row.parent) else {
        told(
          .parent, row.number, "unknown-theme", "there is no theme “\(row.parent)”",
          nearestName(to: row.parent, among: names).map { "did you mean \($0)?" })
        continue
      }
      var next = row.parent
      var steps = 0
      while !next.isEmpty, steps <= rows.count {
        if next == row.theme.id.rawValue {
          told(
            .parent, row.number, "theme-cycle", "“\(row.theme.id)” is a part of itself",
            "empty this cell, or name another theme")
          break
        }
        next = parents[next] ?? ""
        steps += 1
      }
    }
  }

  private func themes(under parent: String, depth: Int) -> [Theme] {
    // Cycles are told already; nothing of them is used.
    guard depth <= 20 else { return [] }
    return rows.filter { $0.parent == parent }.map { row in
      var theme = row.theme
      theme.themes = themes(under: theme.id.rawValue, depth: depth + 1)
      return theme
    }
  }
}
