import EngageReport
import Testing

/// Which words stand for which keys.
@Suite struct TableWordsTests {
  static let cases: [(columns: String, words: [Int: Int])] = [
    ("theme* title_ responses", [0: 1]),
    ("theme* title_ group* label_ responses", [0: 1, 2: 3]),
    ("theme* group* title_ label_ responses", [0: 2, 1: 3]),
    ("theme* with* responses title_ with_title_", [0: 3, 1: 4]),
    ("question* responses label_", [0: 2]),
    ("theme* with* responses title_", [0: 3]),
    ("session* responses remark_", [:]),
    ("responses title_", [:]),
    ("theme* responses title", [:]),
  ]

  /// Names of columns; `*` marks keys, a last `_` texts.
  @Test(arguments: cases.indices)
  func `words beside keys or named after them stand for them`(index: Int) {
    let columns = Self.cases[index].columns.split(separator: " ").map { name in
      name.hasSuffix("*") || name.hasSuffix("_")
        ? Column(String(name.dropLast()), "", name.hasSuffix("*") ? .key : .text)
        : Column(String(name), "", .count)
    }
    #expect(Table(name: "t", title: "T", columns: columns).wordsForKeys == Self.cases[index].words)
  }
}
