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
        title: .pieces([.text("Table notes: "), text.shown(survey.title)]), issuer: issuer, corner: [],
        lead: [.text("Write what was said, in people’s own words where you can, and never who said it.")],
        notice: .none),
      facts(issuer),
      .tag(
        "p", "note",
        "Something said here makes you fear for somebody’s safety? Don’t write it down: tell the person in charge today, "
          + "or ring 101 (999 in an emergency)."),
    ]
    let sheets = questions.enumerated().map { index, question in
      Markup.tag("section", "sheet", (index == 0 ? top : []) + points(question, isFirst: index == 0))
        .with("data-question", question.id.rawValue)
    }
    return PaperPage(
      title: "Table notes: \(text.plain(survey.title))", language: text.language,
      style: PaperStyle(isLarge: isLarge, page: "Page"), body: [.tag("main", "", sheets)],
      diagnostics: sheets.isEmpty ? [nothingForTables] : [])
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
      tick("starts a table"), tick("continues table"), .tag("span", "rule", []), tick("is the plenary’s"),
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

  private func tick(_ label: String) -> Markup {
    .tag("span", "one", [.tag("span", "box", []), .text(" \(label) ")])
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
          .tag("td", "stances", ["concern", "hope", "suggestion"].map(tick)),
        ])
    }
    let asked: Markup = .tag(
      "h2", "", [.text(numbers[question.id].map { "\($0). " } ?? ""), text.shown(question.label)])
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
  private func rowCount(isFirst: Bool) -> Int {
    switch (isLarge, isFirst) {
    case (false, true): 7
    case (false, false): 12
    case (true, true): 2
    case (true, false): 5
    }
  }
}
