import EngageFiles
import EngageModel
import Foundation
import Testing

@Suite("YAML is read as written, and what YAML can do beyond that is refused")
struct ReadingTests {
  @Test("no, 0101, 1.10 and 1e3 stay what they are, and order is kept")
  func asWritten() throws {
    let reading = SurveyFile.read(
      text: survey(
        """
          - type: select_one
            name: a
            label: no
            hint: 1.10
            choices: {zero: 1e3, no: no, yes: yes, 0101: 0101, on: ~x, "null": null}
        """), path: "draft.yaml")
    #expect(reading.diagnostics.isEmpty)
    let question = try #require(reading.value?.questions.first)
    #expect(question.label.text == "no")
    #expect(question.hint?.text == "1.10")
    #expect(question.choices.map(\.id.rawValue) == ["zero", "no", "yes", "0101", "on", "null"])
    #expect(question.choices.map(\.label.text) == ["1e3", "no", "yes", "0101", "~x", "null"])
  }

  @Test(arguments: [
    BrokenFile("duplicate-key", in: "survey: club\ntitle: \"A\"\n1️⃣title: \"B\"\n"),
    BrokenFile("duplicate-key", in: "survey: club\nlanguages: {default: en, 1️⃣default: pl}\n"),
    BrokenFile("anchor", in: "survey: club\ntitle: 1️⃣&t \"A\"\ndescription: *t\n"),
    BrokenFile("anchor", in: "survey: club\ntitle: 1️⃣*t\n"),
    BrokenFile("tab", in: "survey: club\nlanguages:\n1️⃣\tdefault: en\n"),
    BrokenFile("several-documents", in: "survey: club\n1️⃣---\nsurvey: club\n"),
    BrokenFile("yaml-syntax", in: "survey: club\ntitle: What is it1️⃣: this?\n", says: "quotes"),
    BrokenFile("yaml-syntax", in: "survey: club\ntitle: 1️⃣@home\n", says: "quotes"),
    BrokenFile("yaml-syntax", in: "survey: club\ntitle: 1️⃣\"Club\nquestions: []\n", says: "never closed"),
    BrokenFile("empty-file", in: "1️⃣"),
    BrokenFile("empty-file", in: "1️⃣# nothing but words\n"),
    BrokenFile("control-character", in: "survey: cl1️⃣\u{7}ub\n"),
  ])
  func refused(_ file: BrokenFile) {
    file.expectProblems { SurveyFile.read(text: $0, path: "draft.yaml") }
  }

  @Test("a merge key is told as such")
  func mergeKey() {
    let reading = SurveyFile.read(
      text: survey("  - {type: text, name: a, label: A, <<: {b: c}}"), path: "draft.yaml")
    #expect(reading.diagnostics.map(\.rule) == ["anchor"])
  }

  @Test("aliases of aliases, lists of lists and long chains of dashes take no time and no stack")
  func bombs() {
    var laughs = "a: &a0 [x]\n"
    for level in 1...60 {
      laughs +=
        "k\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    for text in [
      laughs, "? *a\n" + laughs, String(repeating: "[", count: 100_000),
      String(repeating: "- ", count: 100_000) + "x",
      String(repeating: "{a: ", count: 10_000),
      (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ] {
      let start = ContinuousClock.now
      #expect(SurveyFile.read(text: text, path: "draft.yaml").value == nil)
      #expect(ContinuousClock.now - start < .seconds(5))
    }
  }

  @Test("a byte order mark and CRLF change neither values nor places")
  func lineEnds() {
    let plain = survey("  - {type: text, name: a, label: \"A\"}\n  - {type: txt, name: b, label: \"B\"}")
    let windows = "\u{FEFF}" + plain.replacing("\n", with: "\r\n")
    let one = SurveyFile.read(text: plain, path: "draft.yaml")
    let other = SurveyFile.read(text: windows, path: "draft.yaml")
    #expect(one.diagnostics == other.diagnostics)
    #expect(one.diagnostics.map(\.line) == [5])
  }

  @Test("ten mistakes in one file give ten diagnostics, in order, and no value")
  func tenMistakes() {
    let file = MarkedText(
      """
      survey: club
      1️⃣titel: "Club"
      questions:
        - {type: select_one, name: role, label: "Role", choices: {parent: "Parent", 2️⃣"young person": "Young"}}
        - {type: 3️⃣txt, name: why, label: "Why?"}
        - {type: text, name: 4️⃣role, label: "Role"}
        - {type: range, name: mark, label: "Mark", start: 10, end: 5️⃣0}
        - {type: text, name: more, label: "More", relevant: "6️⃣${rol} = 'parent'"}
        - {type: select_one, name: a, label: "A", choices: 7️⃣nowhere}
        - {type: scale, name: b, label: "B", choices: {1: "No", 2: "Yes"}, target: "at least 95% of 8️⃣3"}
        - {type: text, name: c, label: "C", 9️⃣choices: {x: "X"}}
      """)
    let reading = SurveyFile.read(text: file.text, path: "draft.yaml")
    #expect(reading.value == nil)
    let places = reading.diagnostics.map { "\($0.line ?? 0):\($0.column ?? 0)" }
    #expect(places == ["1:1"] + file.places)
    #expect(reading.diagnostics.count == 10)
  }

  @Test("files that can't be read say so")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "engage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func rules(_ path: String) -> [String] { SurveyFile.read(path: path).diagnostics.map(\.rule) }
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
      let path = folder.appending(path: name)
      try Data(bytes).write(to: path)
      return path.path
    }
    #expect(rules(folder.path) == ["file-is-folder"])
    #expect(rules(folder.path + "/none.yaml") == ["file-not-found"])
    #expect(rules("/dev/zero") == ["file-too-large"])
    #expect(rules(try file("empty.yaml", [])) == ["empty-file"])
    #expect(rules(try file("large.yaml", [UInt8](repeating: 0x23, count: 5_000_000))) == ["file-too-large"])
    let broken = SurveyFile.read(
      path: try file("latin1.yaml", Array("survey: a\ntitle: caf".utf8) + [0xE9, 0x0A]))
    let problem = try #require(broken.diagnostics.first)
    #expect(problem.rule == "invalid-utf8")
    #expect(problem.message.contains("byte 20 "))
    #expect((problem.line, problem.column) == (2, 11))
  }
}
