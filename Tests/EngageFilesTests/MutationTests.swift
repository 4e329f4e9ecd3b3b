import EngageFiles
import EngageModel
import Foundation
import Testing

@Suite("No file makes the readers crash")
struct MutationTests {
  /// SplitMix64 (Steele, Lea and Flood 2014): the same mutations in every run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let scraps: [String] = [
    "\t", "\n", "\r", "  ", ":", "- ", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "<<: ", "|", ">", "#",
    "---\n", "~",
    "é", "漢", "\u{301}", "\u{FEFF}", "\u{85}", "\u{2028}", "\0", "\\", "\\u12", "${role}", "${", "(", ")",
    "0", "-1",
    "99999999999999999999", "!!int ", "? ", "@", "%", "`", ",",
  ]

  private static func mutate(_ text: String, with dice: inout Dice) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...4, using: &dice) {
      let place = Int.random(in: 0...scalars.count, using: &dice)
      let length = min(Int.random(in: 0...12, using: &dice), scalars.count - place)
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: scalars.removeSubrange(place..<(place + length))
      case 1:
        scalars.insert(
          contentsOf: scraps.randomElement(using: &dice)?.unicodeScalars.map { $0 } ?? [], at: place)
      case 2:
        scalars.insert(
          contentsOf: scalars[place..<(place + length)], at: Int.random(in: 0...scalars.count, using: &dice))
      default:
        scalars.replaceSubrange(
          place..<(place + length), with: scraps.randomElement(using: &dice)?.unicodeScalars.map { $0 } ?? [])
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  @Test("2,000 random changes to good files are read or refused, and can be shown")
  func mutations() throws {
    let root = try #require(Repository.root) + "/Surveys/we-stand-together"
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
    }
    let small = survey(
      """
        - {type: grid, name: g, label: G, items: {a: A}, choices: c, pair: g}
        - type: select_one
          name: b
          label: {en: "B", pl: 'It''s'}
          choices: [{name: x, label: X, k: v}]
          choice_filter: >
            k = ${g_a}
            and name != ''
          or_other: yes
        - {type: scale, name: d, label: D, choices: c, not_scored: {9: N}, target: "at least 5% of 1", required: "${b} = 'x'"}
        - {type: range, name: e, label: E, start: 0, end: 5, step: 1, constraint: ". > 2"}
        - {include: k}
      """, more: "languages: {default: en, others: [pl]}\nchoice_lists: {c: {1: One, 2: Two}}")
    let event = try text("events/we-stand-together-2019.yaml")
    let codebook = try text("codebook.hate-crime.yaml")
    let recipe = try text("reports/partner.yaml")
    let map =
      "columns: {A: key, B: {question: q, choice: c}}\nvalues: {q: {w: c}}\nmissing: [\"-\"]\nheader_rows: 1\n"
    var dice = Dice(state: 20_190_924)
    var refused = 0
    for round in 0..<2000 {
      var read: (value: Bool, diagnostics: [Diagnostic], sources: [String: String])
      func keep<Value>(_ reading: Reading<Value>) -> (Bool, [Diagnostic], [String: String]) {
        (reading.value != nil, reading.diagnostics, reading.sources)
      }
      switch round % 6 {
      case 0, 1:
        let block = MutationTests.mutate(
          "block: k\nquestions: [{type: text, name: t, label: T}]\n", with: &dice)
        read = keep(
          SurveyFile.read(
            text: MutationTests.mutate(small, with: &dice), path: "s.yaml", blocks: ["k": block]))
      case 2: read = keep(EventFile.read(text: MutationTests.mutate(event, with: &dice), path: "e.yaml"))
      case 3:
        read = keep(CodebookFile.read(text: MutationTests.mutate(codebook, with: &dice), path: "c.yaml"))
      case 4: read = keep(RecipeFile.read(text: MutationTests.mutate(recipe, with: &dice), path: "r.yaml"))
      default: read = keep(ColumnMapFile.read(text: MutationTests.mutate(map, with: &dice), path: "m.yaml"))
      }
      if !read.value { refused += 1 }
      #expect(read.value != read.diagnostics.hasErrors)
      let shown = DiagnosticFormatter().format(read.diagnostics, sources: read.sources)
      #expect(read.diagnostics.isEmpty || !shown.isEmpty)
      for diagnostic in read.diagnostics {
        #expect((diagnostic.line ?? 1) >= 1 && (diagnostic.column ?? 1) >= 1)
      }
    }
    #expect(refused > 500 && refused < 2000)
  }
}
