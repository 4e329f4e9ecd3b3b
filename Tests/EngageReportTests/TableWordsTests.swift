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

  static let results: [(columns: String, results: [String])] = [
    ("question* label_ target aim_ reached verdict_ certainty_", ["verdict", "certainty"]),
    ("question* group* label_ group_label_ n verdict_", ["verdict"]),
    ("question* label_ up before_ verdict_", ["verdict"]),
    ("theme* title_ responses priority_ parent_", []),
    ("session* place_ date_ attended status_", []),
    ("theme* with* responses title_ with_title_", []),
    ("theme* responses own_", ["own"]),
  ]

  @Test(arguments: results.indices)
  func `words that are neither names nor planned follow from figures`(index: Int) {
    let columns = Self.results[index].columns.split(separator: " ").map { name in
      name.hasSuffix("*") || name.hasSuffix("_")
        ? Column(String(name.dropLast()), "", name.hasSuffix("*") ? .key : .text)
        : Column(String(name), "", .count)
    }
    let table = Table(name: "t", title: "T", columns: columns)
    #expect(table.resultColumns.map { table.columns[$0].name } == Self.results[index].results)
  }
}
