public import EngageModel

/// A sheet for whoever takes the notes at a discussion table: what was said, never who said it.
public struct TableNoteSheet: Sendable {
  private let survey: Survey
  private let isLarge: Bool
  private let text: PrintedText
  private let numbers: [Question.ID: String]

  /// - Parameter language: one of the survey's, for its questions; Engage's own words on this sheet are English.
  public init(survey: Survey, language: String? = nil, isLarge: Bool = false) {
    self.survey = survey
    self.isLarge = isLarge
    numbers = survey.questionNumbers
    text = PrintedText(survey: survey, language: language, numbers: numbers)
  }

  /// The questions that tables answer, a page for each.
  public var questions: [Question] { survey.questions.filter { $0.isAsked(of: .table) } }

  /// The sheet as a page.
  public func page(from issuer: PaperIssuer = PaperIssuer()) -> PaperPage {
    let head = PaperHead(text: text)
    let top: [Markup] = [
      head.header(
        title: .pieces([.text("Table notes: "), inSurveysLanguage(text.shown(survey.title))]), issuer: issuer,
        corner: [],
        lead: [.text("Write what was said, in people’s own words where you can, and never who said it.")],
        notice: .none),
      facts(issuer),
      .tag(
        "p", "note",
        "Something said here makes you fear for somebody’s safety? Don’t write it down: tell the person in charge today, "
          + "or ring 101 (999 in an emergency)."),
    ]
    // In large print the head fills a page of its own.
    var sheets: [Markup] = isLarge && !questions.isEmpty ? [.tag("section", "sheet", top)] : []
    for question in questions {
      let above = sheets.isEmpty ? top : []
      sheets.append(
        Markup.tag("section", "sheet", above + points(question, isFirst: sheets.isEmpty))
          .with("data-question", question.id.rawValue))
    }
    return PaperPage(
      title: "Table notes: \(text.plain(survey.title))", language: "en",
      style: PaperStyle(isLarge: isLarge, page: "Page", isWide: isLarge), body: [.tag("main", "", sheets)],
      diagnostics: questions.isEmpty ? [nothingForTables] : [])
  }

  private func inSurveysLanguage(_ words: Markup) -> Markup {
    text.language == "en" ? words : .element("bdi", [("lang", text.language)], [words])
  }

  private var nothingForTables: Diagnostic {
    Diagnostic(
      rule: "no-table-questions", message: "the survey “\(survey.id)” has no question that tables answer",
      hint: "tables answer questions of type text that are not sensitive")
  }

  private func facts(_ issuer: PaperIssuer) -> Markup {
    let session = issuer.session?.displayName ?? ""
    let date = issuer.session?.date.map(PaperHead(text: text).date) ?? ""
    let page: [Markup] = [
      tick("starts a table"), tick("continues table", space: true), tick("is the plenary’s"),
    ]
    let rows: [[(String, [Markup])]] = [
      [("Session", [.text(session)]), ("Table number or name", [])],
      [("People at the table", []), ("Facilitator", [])],
      [("Note-taker", []), ("Date", [.text(date)])],
    ]
    let cells = rows.map { row in
      Markup.tag("tr", "", row.flatMap { [.tag("th", "", $0.0), .tag("td", "", $0.1)] })
    }
    let last = Markup.tag(
      "tr", "", [.tag("th", "", "This page"), Markup.tag("td", "", page).with("colspan", "3")])
    return .tag("table", "facts", [.tag("tbody", "", cells + [last])])
  }

  /// A box with words, and with a line to write on after them.
  private func tick(_ label: String, space: Bool = false) -> Markup {
    let line: [Markup] = space ? [.text(" "), .tag("span", "rule", [])] : []
    return .tag("span", "one", [.tag("span", "box", []), .text(" \(label)")] + line)
  }

  private func points(_ question: Question, isFirst: Bool) -> [Markup] {
    let heads: [(String, String)] = [
      ("no", "No."), ("said", "What was said"), ("small", "How many agreed"), ("small", "Dots"),
      ("small", "Word for word"), ("stance", "It is a …"),
    ]
    let empty: [Markup] = []
    let rows = (1...rowCount(isFirst: isFirst)).map { row -> Markup in
      .tag(
        "tr", "",
        [
          .tag("td", "", String(row)), .tag("td", "said", empty), .tag("td", "", empty),
          .tag("td", "", empty),
          .tag("td", "", [.tag("span", "box", empty)]),
          .tag("td", "stances", ["concern", "hope", "suggestion"].map { tick($0) }),
        ])
    }
    let asked: Markup = .tag(
      "h2", "",
      [.text(numbers[question.id].map { "\($0). " } ?? ""), inSurveysLanguage(text.shown(question.label))])
    let continued: Markup = .tag(
      "p", "continued",
      [
        .tag("span", "", [.text("Table: "), .tag("span", "rule", empty)]),
        tick("same table as the page before"),
      ])
    return [asked] + (isFirst ? [] : [continued]) + [
      .tag(
        "table", "points",
        [
          .tag("thead", "", [.tag("tr", "", heads.map { .tag("th", $0.0, $0.1) })]),
          .tag("tbody", "", rows),
        ]),
      .tag("p", "hint", "Dots are votes stuck or drawn on, if there were any: they are not people."),
    ]
  }

  /// As many points as a page holds.
  private func rowCount(isFirst: Bool) -> Int { isLarge ? 3 : isFirst ? 7 : 12 }
}
