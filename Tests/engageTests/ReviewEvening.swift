import EngageTesting
import Foundation
import Testing

/// A made-up evening with texts of which some may be quoted.
struct ReviewEvening {
  static let survey = """
    survey: evening
    version: 1
    title: "Evening"
    units: [person, table]
    questions:
      - {type: select_one, name: quote_ok, label: "May we quote you?", choices: {"yes": "Yes", "no": "No"}}
      - {type: text, name: concerns, label: "What concerns you?", codebook: local}
    """
  static let codebook = """
    codebook: local
    version: 1
    themes:
      - {theme: buses, title: "Buses", match: ["bus*"]}
    """
  static let safeguarding = """
    codebook: safeguarding
    version: 1
    safeguarding: yes
    themes:
      - {theme: read-today, title: "Read today", tell: "Safeguarding lead", match: ["hits me"]}
      - {theme: signs, title: "Signs", match: ["signs"]}
    """
  static let event = """
    event: autumn
    survey: evening
    title: "Autumn evening"
    data_protection: {controller: "Us", purpose: "To learn", lawful_basis: "Legitimate interests", article_9_condition: "Explicit consent", notice_version: "1", retain_until: 2099-12-31, quoting_question: quote_ok}
    sessions:
      - {session: rugby, place: "Rugby", date: 2019-09-24, attended: 52}
    """
  static let recipe = """
    report: partner
    title: "Autumn evening"
    audience: partner
    profile: eight-forms
    sections:
      - {analysis: attendance}
      - {analysis: theme-counts, questions: [concerns], options: {minimum: 5, quotes: 20}}
    """
  /// The fourth did not agree to be quoted; the sixth may tell of somebody in danger; the last is a table's.
  static let texts = [
    "The buses stop at six", "Ring my neighbour Anna Smith on 07700 900123 about the bus",
    "Bus fares are too high", "No bus on Sundays at all", "I hate the number twelve bus",
    "On the bus my brother hits me", "The signs at the bus stop are old",
    "Our table wants more street lights",
  ]

  let engage: EngageProgram

  /// - Parameter body: runs with the texts imported.
  static func run(_ body: (ReviewEvening) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(survey, to: "Surveys/evening/survey.v1.yaml")
      try engage.write(codebook, to: "Surveys/evening/codebook.local.yaml")
      try engage.write(safeguarding, to: "Surveys/evening/codebook.safeguarding.yaml")
      try engage.write(event, to: "Surveys/evening/events/autumn.yaml")
      try engage.write(recipe, to: "Surveys/evening/reports/partner.yaml")
      // So that the words of eight people can be looked for at all.
      try engage.write(
        "profile: eight-forms\nthreshold: 2\nminimum_base: 2\ndominance: no\n",
        to: "Surveys/profiles/eight-forms.yaml")
      let rows = texts.enumerated().map { index, text in
        "\(index + 1),\(index == 7 ? "table" : "person"),\(index == 7 ? "6" : ""),\(index == 3 ? "no" : "yes"),\(text)"
      }
      try engage.write(
        "form,unit,people,quote_ok,concerns\n" + rows.joined(separator: "\n") + "\n", to: "forms.csv")
      let imported = try engage.run(
        "import", "forms.csv", "--event", "autumn", "--session", "rugby", "--key", "form")
      #expect(imported.status == 0, "\(imported.errors)")
      #expect(
        imported.errors.contains("1 text may tell of somebody in danger: engage safeguarding list"),
        "\(imported.errors)")
      try body(ReviewEvening(engage: engage))
    }
  }

  func review(_ lines: String...) throws {
    let input = (lines + ["/q"]).joined(separator: "\n") + "\n"
    let result = try engage.run("review", "--survey", "evening", "--entered-by", "Ada", input: input)
    #expect(result.status == 0, "\(result.errors)")
  }

  /// All that partners get, in every form there is, as text.
  func everything() throws -> [String: String] {
    var forms: [String: String] = [:]
    // What left earlier was read by nobody: it shall not stand in the way.
    for number in 1...6 {
      _ = try engage.run("releases", "withdraw", "\(number)", "--unread", "--why", "a test")
    }
    for name in ["p.json", "p.html", "p.md", "p.xlsx", "p.csv"] {
      let made = try engage.run("report", "partner", "--event", "autumn", "-o", name)
      #expect(made.status == 0, "\(made.errors)")
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: engage.folder) where name.hasPrefix("p") {
      forms[name] = name.hasSuffix(".xlsx") ? try unzipped(name) : try engage.read(name)
      try FileManager.default.removeItem(atPath: engage.path(name))
    }
    forms["terminal"] = try engage.run("report", "partner", "--event", "autumn").output
    return forms
  }

  /// All parts of a workbook.
  private func unzipped(_ name: String) throws -> String {
    let script = """
      import sys, zipfile
      book = zipfile.ZipFile(sys.argv[1])
      open(sys.argv[1] + ".txt", "wb").write(b"\\n".join(book.read(part) for part in book.namelist()))
      """
    #expect(try Python.run(script, [engage.path(name)]) == 0)
    defer { try? FileManager.default.removeItem(atPath: engage.path(name + ".txt")) }
    return try engage.read(name + ".txt")
  }

  /// The forms in which some words stand.
  func forms(with words: String) throws -> [String] {
    try everything().filter { $0.value.contains(words) }.map(\.key).sorted()
  }
}

/// Python as another program.
enum Python {
  static let isThere: Bool = {
    let found = (try? run("import openpyxl, zipfile", [])) == 0
    if !found { print("SKIPPED: python3 with openpyxl is not there, so workbooks are not looked into") }
    return found
  }()

  /// - Returns: the status.
  static func run(_ script: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", script] + arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
