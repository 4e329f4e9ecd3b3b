import EngagePluginProtocol
import EngageReport
import Testing

@Suite struct PluginMessageTests {
  func read(_ line: String) throws(BadMessage) -> PluginMessage { try PluginMessage(line: Array(line.utf8)) }

  @Test func aTallyGoesOnToTheLastDigit() throws {
    let state = #"{ "sum": 12345678901234567890.10, "a\"}": [1e3, "}", {"b": null}] }"#
    guard case .tally(let read) = try read(#"{"more": [], "state":"# + state + #", "type": "tally"}"#) else {
      Issue.record("it is no tally")
      return
    }
    #expect(String(decoding: read, as: UTF8.self) == state)
  }

  @Test(arguments: [
    "", "hello", "[1]", "{}", #"{"type": 3}"#, #"{"type": "tally", "state": 1"#, #"{"type": "tally"} more"#,
    #"{"type": "greeting"}"#, #"{"type": "tally", "state": ]}"#,
    String(repeating: #"{"type":["#, count: 500),
  ])
  func whatIsNoMessageIsFoundOut(line: String) {
    let bad = #expect(throws: BadMessage.self) { try read(line) }
    #expect(bad == .noMessage || bad == .unknownType || bad == .unfit(type: "tally", what: "lacks “state”"))
  }

  @Test(arguments: [
    (#"{"type": "hello", "protocol": 1, "name": "x"}"#, "lacks “version”"),
    (
      #"{"type": "hello", "protocol": "1", "name": "x", "version": "1"}"#,
      "holds something else than expected at “protocol”"
    ),
    (#"{"type": "section", "section": {}}"#, "lacks “title”"),
    (
      #"{"type": "section", "section": {"title": "T", "tables": [{"name": "t", "title": "T", "columns": []}]}}"#,
      "lacks “tables.1.rows”"
    ),
    (
      #"{"type": "section", "section": {"title": "T", "tables": [{"name": "t", "title": "T", "rows": [], "columns": [{"name": "a", "label": "A", "kind": "colour"}]}]}}"#,
      "holds a word or number that is not allowed at “tables.1.columns.1.kind”"
    ),
    (
      #"{"type": "section", "section": {"title": "T", "measures": [{"name": "p", "value": NaN}]}}"#,
      "is no valid JSON (NaN and Infinity are none: write null)"
    ),
  ])
  func whatAMessageLacksIsSaid(line: String, words: String) {
    let bad = #expect(throws: BadMessage.self) { try read(line) }
    guard case .unfit(_, let what) = bad else {
      Issue.record("\(String(describing: bad))")
      return
    }
    #expect(what == words)
  }

  @Test func rowsNeedNotFitYet() throws {
    let line =
      #"{"type": "section", "section": {"title": "T", "tables": [{"name": "t", "title": "T", "columns": [{"name": "a", "label": "A", "kind": "key"}], "rows": [["x", 1], [2]]}]}}"#
    guard case .section(let written) = try read(line) else {
      Issue.record("it is no section")
      return
    }
    #expect(
      written.section(of: "x").shapeProblems == [
        "row 1 of t has 2 cells for 1 columns",
        "row 2 of t, column a: a column of kind key can't hold a number",
      ])
  }
}
