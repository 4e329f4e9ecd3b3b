public import EngageReport

/// What several sections on themes add up to: the priorities of an action plan, and a list of what to do about them.
///
/// It is made of what the sections show and of nothing else, so that it can't tell more than they do.
public struct ThemesTogether {
  private struct Theme {
    var name: String
    var title: String
    /// The title of its priority; empty where it has none.
    var priority: String
    var forms = 0.0
    var tables = 0.0
    var responses = 0.0
    var answered = 0.0
  }

  private struct Priority {
    var name: String
    var title: String
    var responses = 0.0
    var answered = 0.0
  }

  /// What stands in a cell that a person is to write in.
  private static let toFillIn = Cell.text("…")

  private var themes: [Theme] = []
  private var priorities: [Priority] = []
  /// Titles of sections that show nothing.
  private var withheld: [String] = []
  private let sections: [Section]

  /// - Parameter sections: those that provide themes are added up, each over responses of its own: no response may
  ///   stand in two.
  public init(_ sections: [Section]) {
    self.sections = sections.filter { $0.provides == "themes" }
    for section in self.sections {
      addPriorities(of: section)
      addThemes(of: section)
    }
  }

  /// The section; `nil` where no section has themes.
  public var section: Section? {
    guard !sections.isEmpty else { return nil }
    var section = Section(
      analysis: "action-plan", provides: "actions", title: "What to do about it",
      tables: [priorityTable, actionTable].compactMap { $0 })
    if let most = priorities.filter({ $0.responses > 0 }).max(by: { $0.responses < $1.responses }),
      priorities.count(where: { $0.responses == most.responses }) == 1
    {
      let part = Wording.part(Int(most.responses), of: Int(most.answered))
      section.statements = [
        Statement(
          "Most of what was raised belongs to “\(most.title)”: it came up in \(part) forms and tables.",
          role: .finding,
          values: [
            "n": CellReference(table: "priorities-together", row: most.name, column: "responses")
          ])
      ]
    }
    section.notes = ["The columns for action, owner and date are for you to fill in."]
    if sections.count > 1 {
      section.notes.append(
        "Forms and tables of different events are added up; whoever came to several is counted at each.")
    }
    if !withheld.isEmpty {
      section.notes.append("Not in these figures, as too few spoke: \(Wording.list(withheld)).")
    }
    return section
  }

  private mutating func addPriorities(of section: Section) {
    guard let table = section.table("priorities"), table.withheld == nil else { return }
    for row in table.rows.indices {
      let name = table.key(ofRow: row)
      let title = table.cell(row: name, column: "title")?.words ?? name
      let index = priorities.firstIndex { $0.name == name && $0.title == title } ?? priorities.count
      if index == priorities.count { priorities.append(Priority(name: name, title: title)) }
      priorities[index].responses += table.cell(row: name, column: "responses")?.amount ?? 0
      priorities[index].answered += table.base?.answered ?? 0
    }
  }

  private mutating func addThemes(of section: Section) {
    guard let table = section.table("themes"), table.withheld == nil else {
      withheld.append(section.title)
      return
    }
    for row in table.rows.indices where !table.isTotal(row: row) {
      let name = table.key(ofRow: row)
      func amount(_ column: String) -> Double { table.cell(row: name, column: column)?.amount ?? 0 }
      guard amount("responses") > 0 else { continue }
      let title = table.cell(row: name, column: "title")?.words ?? name
      let priority = table.cell(row: name, column: "priority")?.words ?? ""
      let index =
        themes.firstIndex { $0.name == name && $0.title == title && $0.priority == priority }
        ?? themes.count
      if index == themes.count { themes.append(Theme(name: name, title: title, priority: priority)) }
      themes[index].responses += amount("responses")
      themes[index].forms += amount("forms")
      themes[index].tables += amount("tables")
      themes[index].answered += table.base?.answered ?? 0
    }
  }

  private var priorityTable: Table? {
    guard !priorities.isEmpty else { return nil }
    return Table(
      name: "priorities-together", title: "Priorities of the action plan", dimensions: ["priority"],
      overlapping: true,
      columns: [
        Column("priority", "Priority", .key), Column("title", "Priority", .text),
        Column("responses", "Forms and tables", .count), Column("share", "Share", .share, from: "responses"),
      ],
      rows: priorities.map {
        [
          .text($0.name), .text($0.title), .number($0.responses),
          $0.answered > 0 ? .share(of: $0.responses, in: $0.answered) : .missing,
        ]
      })
  }

  /// Themes under their priorities, those raised most first; three columns stay empty.
  private var actionTable: Table {
    let order = priorities.map(\.title)
    func place(_ theme: Theme) -> Int { order.firstIndex(of: theme.priority) ?? order.count }
    let sorted = themes.enumerated().sorted { one, other in
      (place(one.element), -one.element.responses, one.offset)
        < (place(other.element), -other.element.responses, other.offset)
    }.map(\.element)
    let names = Dictionary(priorities.map { ($0.title, $0.name) }) { first, _ in first }
    return Table(
      name: "actions", title: "Recommended actions", dimensions: ["priority", "theme"], overlapping: true,
      columns: [
        Column("priority", "Priority", .key), Column("theme", "Theme", .key),
        Column("priority_title", "Priority", .text), Column("title", "What people raised", .text),
        Column("responses", "Forms and tables", .count), Column("forms", "Forms", .count),
        Column("tables", "Tables", .count), Column("share", "Share", .share, from: "responses"),
        Column("action", "What we will do, or why not", .text), Column("owner", "Who", .text),
        Column("by_when", "By when", .text),
      ],
      rows: sorted.map { theme in
        [
          .text(names[theme.priority] ?? theme.priority), .text(theme.name), .text(theme.priority),
          .text(theme.title), .number(theme.responses), .number(theme.forms), .number(theme.tables),
          theme.answered > 0 ? .share(of: theme.responses, in: theme.answered) : .missing,
          ThemesTogether.toFillIn, ThemesTogether.toFillIn, ThemesTogether.toFillIn,
        ]
      })
  }
}
