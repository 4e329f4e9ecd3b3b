import EngageAnalysis
import EngageModel
import EngageReport
import EngageStore
import EngageText

/// The responses behind a figure of a saved report, with what makes each of them count there.
struct FigureTrace: Encodable {
  /// A response, for internal eyes.
  struct Row: Encodable {
    var response: Int64
    var event: String
    var session: String
    var unit: String
    var key: String?
    /// Its answers to the questions of the table.
    var answers: [String: String] = [:]
    var evidence: [Evidence] = []
    /// Who gave its texts the theme; empty where people's codes are not behind the figure.
    var coders: [Coder] = []
  }

  /// A person who gave a text a theme.
  struct Coder: Encodable {
    var coder: String
    var question: String
    /// `hate-crime v1`, as the coder had it.
    var codebook: String
    var themes: [String]
    /// Whether the text was changed after it was coded.
    var isOutdated: Bool

    private enum CodingKeys: String, CodingKey {
      case coder, question, codebook, themes
      case isOutdated = "text_changed_since"
    }
  }

  /// What gave a text a theme.
  struct Evidence: Encodable {
    var question: String
    var theme: String
    /// The phrase or pattern.
    var rule: String
    var excerpt: String
  }

  var figure: String
  var analysis: String
  var version: String
  var label: String
  /// As the report has it, and as it would be made now.
  var was: String
  var now: String
  var made: String
  var since: [String]
  var basis: FigureSearch.Basis
  /// What the responses add up to.
  var sum: Double
  var value: Double?
  /// Whether there are more responses than are listed.
  var isCut: Bool
  var codebooks: [String]
  var responses: [Row]

  private enum CodingKeys: String, CodingKey {
    case figure, analysis, version, label, was, now, made, since, basis, sum, value
    case isCut = "cut"
    case codebooks, responses
  }

  /// - Parameter limit: how many responses to list at most.
  /// - Throws: `Diagnostic`, `DiagnosticsError` where the section can't be made again.
  init(_ address: FigureAddress, of saved: SavedReport, limit: Int) throws {
    let section = saved.report.sections[address.section]
    let subject = saved.subject
    let ready = try saved.ready(section, showingAll: true)
    let finding = try FigureSearch(ready.analysis, place: address.place, limit: limit).run(
      over: ready.source, sessions: subject.sessions, survey: subject.survey?.id)
    figure = address.inFull
    analysis = section.analysis
    version = section.version
    label = FigureTrace.label(address.place, in: section)
    let saidThen = section.cell(at: address.place)?.inWords
    was = saidThen ?? "not there"
    now =
      try FigureTrace.now(address.place, in: finding.section, where: saidThen, section, saved) ?? "not there"
    made = saved.report.made.at
    since = try ReportState.since(saved)
    basis = finding.basis
    sum = finding.sum
    value = finding.value
    isCut = finding.isCut
    let reader = try TraceReader(section, address.place, saved)
    codebooks = reader.codebooks
    responses = try finding.responses.compactMap(reader.row)
  }

  /// The figure as the report would have it now. Where everything is shown it may be another one than where small
  /// bases say no more than that they are too small: then the section is made once more as it was asked for.
  private static func now(
    _ place: FigureAddress.Place, in shown: Section, where saidThen: String?, _ section: Section,
    _ saved: SavedReport
  ) throws -> String? {
    let all = shown.cell(at: place)?.inWords
    guard all != saidThen else { return all }
    let ready = try saved.ready(section, showingAll: false)
    return try FigureSearch(ready.analysis, place: place).section(
      over: ready.source, sessions: saved.subject.sessions, survey: saved.subject.survey?.id
    ).cell(at: place)?.inWords
  }

  /// Table, row and column in words.
  private static func label(_ place: FigureAddress.Place, in section: Section) -> String {
    switch place {
    case .measure(let name, let table):
      let title = table.flatMap { section.table($0)?.title }
      return [section.title, title, name].compactMap { $0 }.joined(separator: " · ")
    case .cell(let name, let key, let column):
      guard let table = section.table(name),
        let row = table.rows.indices.first(where: { table.key(ofRow: $0) == key })
      else { return section.title }
      let labels = zip(table.columns, table.rows[row]).filter { $0.0.kind == .text }.compactMap(\.1.words)
      let heading = table.columns.first { $0.name == column }?.label
      return ([section.title, table.title] + (labels.isEmpty ? [key] : labels) + [heading].compactMap { $0 })
        .reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }.joined(separator: " · ")
    }
  }

  /// What the responses have to do with the figure.
  var relation: String {
    let listed = Wording.count(responses.count, "response", "responses")
    switch basis {
    case .outside:
      return
        "It does not come from responses, but from what is set beside them: attendance (engage event show), "
        + "a population (engage population show) or an option."
    case .needed:
      return
        "It counts pairs or groups of responses: without any of these \(Cell.plain(sum)) it would be another."
    case .base:
      if responses.isEmpty, !isCut {
        return "Which responses it is worked out from can't be told one by one."
      }
      return "It is worked out from \(isCut ? Cell.plain(sum) + " responses" : listed)."
    case .counted:
      let isRight = value.map { abs($0 - sum) < 1e-6 * max(1, abs($0)) } ?? false
      guard isRight else {
        return
          "\(Wording.sentence(listed)) found here add up to \(Cell.plain(sum)), which is not the figure: "
          + "it can't be told response by response."
      }
      if isCut || Double(responses.count) == sum {
        return "\(Cell.plain(sum)) counted here, as many as the figure \(says)."
      }
      return
        "\(Wording.sentence(listed)) counted here, which add up to \(Cell.plain(sum)), as the figure \(says)."
    }
  }

  /// The responses are those of now: where the figure has moved on, they add up to what it would be.
  private var says: String { was == now ? "says" : "would say now" }

  /// Lines for a person.
  var text: String {
    var lines = [label, "\(figure) (\(analysis) \(version)): \(was), as the report made \(made) has it."]
    if was != now { lines.append("It would be \(now) now.") }
    if !since.isEmpty { lines += ["Since then:"] + since.map { "  \($0)" } }
    if !codebooks.isEmpty { lines.append("Themes by the rules of \(codebooks.joined(separator: ", ")).") }
    lines.append(relation)
    for row in responses {
      let answers = row.answers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      lines.append(
        "  "
          + ([String(row.response), "\(row.event)/\(row.session)", row.unit, row.key].compactMap { $0 }
          + answers)
          .joined(separator: "  "))
      lines += row.coders.map { coder in
        "      \(coder.question): \(coder.themes.joined(separator: ", ")), coded by \(coder.coder) "
          + "(\(coder.codebook))" + (coder.isOutdated ? "; the text was changed since" : "")
      }
      lines += row.evidence.map { "      \($0.question): \($0.excerpt)  [\($0.theme): \($0.rule)]" }
    }
    if isCut { lines.append("  … and more: --limit N lists N of them") }
    return lines.joined(separator: "\n")
  }
}

/// Reads from the store what a person wants to see of the responses behind a figure.
struct TraceReader {
  private static let contextLength = 40

  private let store: (any ResponseStore)?
  /// Questions of the table whose answers are told.
  private let questions: [Question]
  private let themes: [Theme.ID]
  /// The same with all that are under them.
  private let meantThemes: Set<Theme.ID>
  private let texts: [(question: Question, evidence: ThemeEvidence)]
  /// Whose codes are behind the figure; `nil` where only rules are.
  private let coded: CodeQuery?
  /// `hate-crime v1`, as they are now.
  let codebooks: [String]

  init(_ section: Section, _ place: FigureAddress.Place, _ saved: SavedReport) throws {
    store = try saved.workplace.existingStore()
    let (name, key): (String?, String?) =
      switch place {
      case .cell(let table, let row, _): (table, row)
      case .measure(_, let table): (table, nil)
      }
    guard let survey = saved.subject.survey, let table = name.flatMap(section.table) else {
      (questions, themes, meantThemes, texts, codebooks, coded) = ([], [], [], [], [], nil)
      return
    }
    questions = table.dimensions.compactMap { survey.question(Question.ID($0)) }.filter { $0.type != .text }
    let row = table.rows.indices.first { table.key(ofRow: $0) == key }
    let themes = zip(table.columns, row.map { table.rows[$0] } ?? []).compactMap { column, cell in
      column.kind == .key && ["theme", "with"].contains(column.name) ? cell.words.map { Theme.ID($0) } : nil
    }
    self.themes = themes
    guard !themes.isEmpty else {
      (meantThemes, texts, codebooks, coded) = ([], [], [], nil)
      return
    }
    coded = try saved.restsOnCodes(section) ? CodeQuery(survey: survey.id) : nil
    let named = section.asked?.questions ?? []
    let asked = survey.questions.filter { question in
      question.type == .text
        && (named.isEmpty ? question.codebook != nil : named.contains(question.id.rawValue))
    }
    let books = try asked.compactMap { question in
      try saved.codebook(of: section, for: question).map { (question, $0) }
    }
    texts = try books.map { ($0, try ThemeEvidence($1)) }
    meantThemes = books.reduce(into: Set(themes)) { $0.formUnion(TraceReader.under(themes, in: $1.1)) }
    codebooks = books.map { "\($0.1.id) v\($0.1.version)" }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  private static func under(_ themes: [Theme.ID], in codebook: Codebook) -> [Theme.ID] {
    let flat = codebook.flattened
    return flat.indices.filter { index in
      var next: Int? = index
      while let place = next {
        if themes.contains(flat[place].theme.id) { return true }
        next = flat[place].parent
      }
      return false
    }.map { flat[$0].theme.id }
  }

  /// - Returns: `nil` where the response is gone by now.
  func row(_ number: Int64) throws -> FigureTrace.Row? {
    guard let response = try store?.response(number) else { return nil }
    var row = FigureTrace.Row(
      response: number, event: response.session.event.rawValue, session: response.session.session.rawValue,
      unit: response.unit.rawValue, key: response.key)
    for question in questions {
      row.answers[question.id.rawValue] = AnswerWords.words(for: response[question.id], to: question)
    }
    // What is held back is out of everybody's sight.
    let restricted = response.details?.restricted ?? []
    for (question, evidence) in texts where !restricted.contains(question.id) {
      guard case .text(let text) = response[question.id] else { continue }
      for theme in themes {
        row.evidence += evidence.found(of: theme, in: text).map { found in
          FigureTrace.Evidence(
            question: question.id.rawValue, theme: found.theme.rawValue, rule: TraceReader.words(found.term),
            excerpt: TraceReader.excerpt(text, found.range))
        }
      }
    }
    row.coders = try coders(of: response, without: restricted)
    return row
  }

  /// Who gave the response's texts one of the themes, or one under it.
  private func coders(of response: Response, without restricted: Set<Question.ID>) throws -> [FigureTrace
    .Coder]
  {
    guard var query = coded, let store else { return [] }
    query.response = response.id
    return try store.codes(query).compactMap { code in
      guard !restricted.contains(code.question), case .text(let text) = response[code.question] else {
        return nil
      }
      let meant = code.themes.filter(meantThemes.contains)
      guard !meant.isEmpty else { return nil }
      return FigureTrace.Coder(
        coder: code.coder, question: code.question.rawValue, codebook: "\(code.codebook) v\(code.version)",
        themes: meant.map(\.rawValue), isOutdated: CodedText.fingerprint(of: text.utf8) != code.fingerprint)
    }
  }

  private static func words(_ term: Term) -> String {
    switch term {
    case .phrase(let words): "“\(words)”"
    case .exact(let words): "exact “\(words)”"
    case .pattern(let pattern): "pattern “\(pattern)”"
    }
  }

  /// A match with some words around it, on one line.
  private static func excerpt(_ text: String, _ range: Range<Int>) -> String {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.utf8.index(start, offsetBy: range.count)
    let from = text[..<start].suffix(contextLength)
    let to = text[end...].prefix(contextLength)
    let words = "\(from)«\(text[start..<end])»\(to)".split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    return (from.startIndex > text.startIndex ? "…" : "") + words + (to.endIndex < text.endIndex ? "…" : "")
  }
}
