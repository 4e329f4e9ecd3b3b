import EngageFiles
import EngageModel
import Testing

@Suite("Every rule of plugin.yaml names its place") struct PluginFileTests {
  private static let sound = """
    plugin: word-count
    version: 1.0.0
    provides: words
    title: "Words"
    summary: "Counts words."
    language: python
    protocol: 1
    command: [python3, plugin.py]
    merge: yes
    needs: {types: [text], free_text: yes, identities: no}
    by: optional
    options:
      - {name: minimum, type: integer, from: 1, to: 100, default: 5, summary: "Fewest.", example: minimum=5}
      - {name: order, type: one_of, choices: [words, counts], summary: "How they stand.", example: words}
    example: "engage analyse word-count --survey s"
    limits: {memory_mb: 512}
    """

  /// The sound manifest with a line instead of the one that starts with the same key.
  private static func with(_ line: String, instead key: String) -> String {
    sound.split(separator: "\n").map {
      $0.hasPrefix(key) || $0.hasPrefix("  - {name: \(key)") ? line[...] : $0
    }
    .joined(separator: "\n")
  }

  @Test func aSoundManifestIsRead() throws {
    let plugin = try PluginFile.read(text: PluginFileTests.sound, path: "plugin.yaml").get()
    #expect(plugin.name == "word-count" && plugin.provides == "words" && plugin.canMerge)
    #expect(plugin.questionTypes == [.text] && plugin.readsFreeText && !plugin.readsIdentities)
    #expect(
      plugin.command == ["python3", "plugin.py"] && plugin.questions == .optional && plugin.by == .optional)
    #expect(plugin.options.map(\.kind) == [.integer(1...100), .oneOf(["words", "counts"])])
    #expect(plugin.options.map(\.defaultValue) == ["5", nil])
    #expect(plugin.options.map(\.example) == ["minimum=5", "order=words"])
    #expect(plugin.limits == PluginLimits(memory: 512))
  }

  @Test(arguments: [
    BrokenFile(
      "bad-name", "bad-example",
      in: with("plugin: 1️⃣Word_Count", instead: "plugin:")
        .replacing("\"engage", with: "2️⃣\"engage"), says: "“word-count”"),
    BrokenFile("bad-version", in: with("version: 1️⃣1.0", instead: "version"), says: "1.0.0"),
    BrokenFile("plugin-protocol", in: with("protocol: 1️⃣2", instead: "protocol"), says: "version 2"),
    BrokenFile(
      "bad-command", in: with("command: 1️⃣python3 plugin.py", instead: "command"), says: "[python3, plugin.py]"
    ),
    BrokenFile("bad-command", in: with("command: 1️⃣[]", instead: "command")),
    BrokenFile("not-yes-or-no", in: with("merge: 1️⃣maybe", instead: "merge")),
    BrokenFile("missing-value", in: with("1️⃣merge:", instead: "merge"), says: "merge: yes"),
    BrokenFile("free-text", in: with("needs: {types: [1️⃣text], free_text: no}", instead: "needs")),
    BrokenFile("free-text", in: with("needs: {types: [scale], free_text: 1️⃣yes}", instead: "needs")),
    BrokenFile("unknown-word", in: with("needs: {types: [1️⃣scal]}", instead: "needs"), says: "“scale”"),
    BrokenFile("unknown-key", in: with("needs: {types: [scale], 1️⃣text: no}", instead: "needs")),
    BrokenFile("unknown-word", in: with("by: 1️⃣always", instead: "by"), says: "required"),
    BrokenFile(
      "bad-example", in: with("example: 1️⃣\"engage analyse words\"", instead: "example"), says: "word-count"),
    BrokenFile("unknown-key", in: with("limits: {1️⃣memory: 5}", instead: "limits"), says: "memory_mb"),
    BrokenFile("out-of-range", in: with("limits: {memory_mb: 1️⃣1}", instead: "limits"), says: "16"),
    BrokenFile("out-of-range", in: with("limits: {seconds: 1️⃣90000}", instead: "limits"), says: "86400"),
    BrokenFile(
      "bad-default",
      in: with(
        "  - {name: minimum, type: integer, from: 1, to: 100, default: 1️⃣0, summary: S, example: 5}",
        instead: "minimum"),
      says: "from 1 to 100"),
    BrokenFile(
      "bad-example",
      in: with(
        "  - {name: order, type: one_of, choices: [a, b], summary: S, example: 1️⃣c}", instead: "order")),
    BrokenFile(
      "no-choices", "bad-example",
      in: with(
        "  - 1️⃣{name: order, type: one_of, summary: S, example: 2️⃣c}", instead: "order")),
    BrokenFile(
      "missing-key",
      in: with(
        "  - 1️⃣{name: minimum, type: integer, from: 1, summary: S, example: 5}", instead: "minimum"),
      says: "from: 1, to: 100"),
    BrokenFile(
      "out-of-range",
      in: with(
        "  - {name: minimum, type: integer, from: 1️⃣9, to: 1, summary: S, example: 5}", instead: "minimum")),
    BrokenFile(
      "duplicate-name",
      in: with(
        "  - 1️⃣{name: minimum, type: text, summary: S, example: x}", instead: "order")),
    BrokenFile(
      "unknown-word",
      in: with(
        "  - {name: order, type: 1️⃣number, summary: S, example: 5}", instead: "order"), says: "decimal"),
  ])
  func whatIsWrongIsToldInItsPlace(file: BrokenFile) {
    file.expectProblems { PluginFile.read(text: $0, path: "plugin.yaml") }
  }

  @Test func allProblemsAreToldAtOnce() {
    let reading = PluginFile.read(text: "plugin: x\nversion: 1\ncomand: [x]\n", path: "plugin.yaml")
    #expect(reading.value == nil)
    #expect(Set(reading.diagnostics.map(\.rule)) == ["bad-version", "unknown-key", "missing-key"])
    #expect(reading.diagnostics.count == 10)
  }
}
