import EngageReport

extension Report {
  /// Said on page one of everything that leaves the program.
  static let caution = "This describes those who came, not the county."

  /// What the report is about: an event with its places and period each.
  var subjects: [String] {
    guard !sources.events.isEmpty else { return events }
    return sources.events.map { event in
      [event.title, event.places, event.period].compactMap { $0 }.filter { !$0.isEmpty }
        .joined(separator: " · ")
    }
  }

  /// "We Stand Together 2019", or the report's title: for page headers.
  var headerTitle: String {
    let titles = sources.events.map(\.title)
    return CellText.line(titles.count == 1 ? titles[0] : title, units: 70)
  }

  var audienceWords: String {
    switch audience {
    case .internal: "For internal use"
    case .partner: "For partners"
    case .public: "For the public"
    }
  }

  /// How the file may be used.
  var conditions: String {
    switch audience {
    case .internal:
      "For internal use: it may hold small numbers and people's own words. Make a partner report before sharing it."
    case .partner, .public: "\(audienceWords). \(protectionWords) \(quotingWords)"
    }
  }

  /// What was done to protect people, or where that is told.
  private var protectionWords: String {
    let words = protection?.rules.joined(separator: " ") ?? ""
    return words.isEmpty || words.count > 200
      ? "Figures about few people are hidden; how is told on the sheet Notes." : words
  }

  /// Whether anybody is quoted.
  private var quotingWords: String {
    let columns = sections.flatMap(\.tables).flatMap(\.columns)
    let quotes = columns.contains { $0.kind == .releasedQuote }
    return quotes
      ? "People are quoted only where they agreed to it, in words that somebody checked."
      : "Nobody is quoted."
  }

  /// "Rests on 61 forms and 19 table notes."
  var scopeWords: String {
    func plural(_ count: Int, _ one: String, _ many: String) -> String {
      "\(Wording.numeral(count)) \(count == 1 ? one : many)"
    }
    let forms = plural(scope.forms, "form", "forms")
    let tables = plural(scope.tables, "table note", "table notes")
    var words =
      switch (scope.forms, scope.tables) {
      case (0, 0): "Rests on \(plural(scope.responses, "response", "responses"))."
      case (_, 0): "Rests on \(forms)."
      case (0, _): "Rests on \(tables)."
      default: "Rests on \(forms) and \(tables)."
      }
    if scope.forms > 0, scope.tables > 0 {
      words +=
        scope.people.map { " Together they speak for \(plural($0, "person", "people"))." }
        ?? " People at tables may have filled in forms too, so the two are never added up."
    }
    return words + (filterWords.map { " \($0)" } ?? "") + (scope.weighting.map { " \($0.words)" } ?? "")
  }

  var filterWords: String? {
    guard let filter = scope.filter, !filter.isEmpty else { return nil }
    return "Only responses that meet this: \(filter)."
  }

  /// What opens the workbook: three to five findings, themes first, from a section no more than two unless that
  /// leaves fewer than three.
  var mainFindings: [String] {
    let themes = sections.filter { $0.provides == "themes" }
    let others = sections.filter { $0.provides != "themes" }
    var chosen: [String] = []
    var spare: [String] = []
    for section in themes + others {
      let findings = section.statements.filter { $0.role == .finding }.map(\.text)
      chosen += findings.prefix(2)
      spare += findings.dropFirst(2)
    }
    if chosen.count < 3 { chosen += spare.prefix(3 - chosen.count) }
    return Array(chosen.prefix(5))
  }

  var leads: [String] { sections.flatMap(\.statements).filter { $0.role == .lead }.map(\.text) }

  /// "Invented sample data: …"; `nil` for real data.
  var inventedWords: String? {
    sources.invented.isEmpty ? nil : "Invented sample data: \(sources.invented.joined(separator: " "))"
  }
}
