import EngageReport

/// What opens a page: who was heard, what was found, one picture.
struct ReportSummary {
  var leads: [String]
  /// At most five, and at most two of a section where several found something.
  var findings: [String]
  var chart: (chart: Chart, table: Table)?
}

/// Lines of the notes that end a report.
struct NoteGroup {
  var title: String
  var lines: [String]
}

extension Report {
  /// Said on page one of everything that leaves the program.
  static let caution = "This describes those who came, not the county."

  var summary: ReportSummary {
    let statements = sections.flatMap(\.statements)
    let withFindings = sections.filter { $0.statements.contains { $0.role == .finding } }
    let charts = sectionsByWeight.lazy.map { sections[$0] }.flatMap { section in
      section.chartsByWeight.compactMap { chart -> (chart: Chart, table: Table)? in
        guard let table = section.table(chart.table), ChartFigures(chart, table) != nil else { return nil }
        return (chart, table)
      }
    }
    // One section does not crowd out the others.
    let most = withFindings.count > 1 ? 2 : 5
    let findings = withFindings.flatMap { $0.statements.filter { $0.role == .finding }.prefix(most) }
    return ReportSummary(
      leads: statements.filter { $0.role == .lead }.map(\.text),
      findings: findings.prefix(5).map(\.text), chart: charts.first)
  }

  /// What the report is about: an event with its places and period each.
  var subjects: [String] {
    guard !sources.events.isEmpty else { return events }
    return sources.events.map { event in
      [event.title, event.places, event.period].compactMap { $0 }.filter { !$0.isEmpty }
        .joined(separator: " · ")
    }
  }

  var audienceWords: String {
    switch audience {
    case .internal: "For internal use"
    case .partner: "For partners"
    case .public: "For the public"
    }
  }

  /// "County Council · For partners".
  var senderAndAudience: String {
    [organisation, audienceWords].compactMap { $0 }.joined(separator: " · ")
  }

  /// Who reports, where it is known.
  var organisation: String? { made.organisation.flatMap { $0.isEmpty ? nil : $0 } }

  /// "Rests on 61 forms and 19 table notes."; empty where nobody was asked.
  var scopeWords: String {
    let isAsked =
      survey != nil || !sources.surveys.isEmpty || scope.responses + scope.forms + scope.tables > 0
    guard isAsked else { return "" }
    func plural(_ count: Int, _ one: String, _ many: String) -> String {
      "\(FigureFormat.count(Double(count))) \(count == 1 ? one : many)"
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
    if let filter = scope.filter, !filter.isEmpty { words += " Only responses that meet this: \(filter)." }
    if let weighting = scope.weighting { words += " " + weighting.words }
    return words
  }

  /// The notes that end a report: method, symbols, sources, how it was made.
  var closingNotes: [NoteGroup] {
    let isInternal = audience == .internal
    var method = [scopeWords].filter { !$0.isEmpty }
    method += sections.map { section in
      let version = section.version.isEmpty ? "" : " \(section.version)"
      let options = section.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let suffix = isInternal && !options.isEmpty ? " (\(options.joined(separator: ", ")))" : ""
      return "\(section.title): \(section.analysis)\(version)\(suffix)"
    }
    let shown = sections.flatMap { section in
      section.tables.map { ShownTable($0, in: section, for: audience) }
    }
    let symbols = Symbol.all.filter { symbol in
      shown.contains { $0.symbols.contains { $0.sign == symbol.sign } }
    }
    let groups = [
      NoteGroup(title: "Method", lines: method),
      NoteGroup(title: "How people are protected", lines: protection?.rules ?? []),
      NoteGroup(title: "Symbols", lines: symbols.map(\.words)),
      NoteGroup(title: "Sources", lines: sourceLines),
      NoteGroup(title: "Made", lines: madeLines),
      NoteGroup(title: "Remarks", lines: isInternal ? diagnostics.map(\.remark) : []),
    ]
    return groups.filter { !$0.lines.isEmpty }
  }

  private var sourceLines: [String] {
    var lines: [String] = []
    for event in sources.events {
      if let source = event.source { lines.append("\(event.title): \(source)") }
      if let contact = event.contact { lines.append("\(event.title), contact: \(contact)") }
    }
    if !sources.surveys.isEmpty { lines.append("Surveys: \(sources.surveys.joined(separator: ", "))") }
    if !sources.codebooks.isEmpty { lines.append("Codebooks: \(sources.codebooks.joined(separator: ", "))") }
    if !sources.batches.isEmpty {
      lines.append("Batches: \(sources.batches.map(String.init).joined(separator: ", "))")
    }
    return lines + sources.invented.map { "Invented: \($0)" }
  }

  private var madeLines: [String] {
    let by = audience == .internal && !made.by.isEmpty ? " by \(made.by)" : ""
    let sender = organisation.map { " for \($0)" } ?? ""
    // Others learn the day, not the minute.
    let moment = audience == .internal ? made.at : String(made.at.prefix { $0 != "T" })
    let line = "\(ReadableDate.words(moment))\(by)\(sender), with \(made.engine)"
    return [line] + (made.passwordNote.map { ["Password of this file: \($0)"] } ?? [])
  }
}

extension ReportDiagnostic {
  /// "warning: what (file:line:column): what to do".
  fileprivate var remark: String {
    let position = [line, column].compactMap { $0 }.map { String($0) }
    let places = [
      file.map { ([$0] + position).joined(separator: ":") }, sheet.map { "sheet \($0)" }, cell,
    ]
    let place = places.compactMap { $0 }.joined(separator: ", ")
    return "\(severity): \(message)" + (place.isEmpty ? "" : " (\(place))") + (hint.map { ": \($0)" } ?? "")
  }
}

/// ISO 8601 moments in words.
enum ReadableDate {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// "2019-11-21T09:05Z" as "21 November 2019, 09:05"; anything else as it came.
  static func words(_ moment: String) -> String {
    let parts = moment.split(separator: "T", maxSplits: 1)
    let day = (parts.first ?? "").split(separator: "-").compactMap { Int($0) }
    guard day.count == 3, (1...12).contains(day[1]), (1...31).contains(day[2]) else { return moment }
    let date = "\(day[2]) \(months[day[1] - 1]) \(day[0])"
    guard parts.count == 2, parts[1].count >= 5 else { return date }
    return "\(date), \(parts[1].prefix(5))"
  }
}
