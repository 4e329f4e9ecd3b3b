import EngageReport
import Foundation
import Testing

@Suite struct ReportJSONTests {
  @Test(arguments: [
    (Cell.text("words"), "\"words\""), (.text(""), "\"\""), (.number(3), "3"), (.number(-2.5), "-2.5"),
    (.share(57, of: 120), #"{"in":120,"of":57}"#), (.share(0, of: 0), #"{"in":0,"of":0}"#),
    (.suppressed, #"{"suppressed":true}"#), (.missing, "null"),
  ])
  func `a cell is written as the format says, and read back`(cell: Cell, json: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let written = try encoder.encode([cell])
    #expect(String(decoding: written, as: UTF8.self) == "[\(json)]")
    #expect(try JSONDecoder().decode([Cell].self, from: written) == [cell])
  }

  @Test func `the format's example is read and written with the same meaning`() throws {
    let report = try Report(json: Array(example.utf8))
    #expect(report.sections[0].table("safe_day")?.cell(row: "5", column: "share") == .share(30, of: 120))
    #expect(report.sections[0].measure("p") == 1.55e-14)
    #expect(report.scope.people == nil)

    let before = try object(Array(example.utf8))
    let after = try object(try report.json())
    // What is written may hold more fields than what was read, never fewer or other ones.
    expectContained(before, in: after, at: "")
    #expect(try Report(json: try report.json()) == report)
  }

  @Test func `fields that may be null are written as null`() throws {
    let text = String(decoding: try Report(json: Array(example.utf8)).json(), as: UTF8.self)
    #expect(text.contains("\"people\" : null") && text.contains("\"filter\" : null"))
  }

  @Test func `the same report gives the same bytes`() throws {
    let report = try Report(json: Array(example.utf8))
    #expect(try report.json() == Report(json: try report.json()).json())
  }

  @Test func `a report with a number that is not finite is not written`() throws {
    var report = try Report(json: Array(example.utf8))
    report.sections[0].tables[0].rows[0][2] = .number(.infinity)
    #expect(throws: EncodingError.self) { try report.json() }
  }

  @Test(arguments: [
    ("", "it is no valid JSON"), ("{", "it is no valid JSON"), ("{}", "it has no \"schema\""),
    ("[]", "the file holds something else than expected"),
    (#"{"schema": "engage-report/9"}"#, "it is of the form engage-report/9"),
    (#"{"schema": "engage-report/1"}"#, "the file lacks “title”"),
  ])
  func `what is no report is refused in plain words`(json: String, reason: String) {
    let error = #expect(throws: ReportReadingError.self) { try Report(json: Array(json.utf8)) }
    #expect(error?.reason == reason)
    #expect(error?.hint.isEmpty == false)
    #expect(error?.description == "not a report: \(reason)")
  }

  @Test(arguments: [
    (#""forms": 61"#, #""forms": "many""#, "scope.forms holds something else than expected"),
    (#""audience": "internal""#, #""audience": "everyone""#, "everyone"),
    (#"{"of": 30, "in": 120}"#, #"{"of": 30}"#, "lacks “in”"),
    (#", {"of": 30, "in": 120}"#, "", "row 1 of table safe_day has 3 cells for 4 columns"),
  ])
  func `a wrong field is named`(old: String, new: String, reason: String) throws {
    let json = example.replacingOccurrences(of: old, with: new)
    #expect(json != example)
    let error = #expect(throws: ReportReadingError.self) { try Report(json: Array(json.utf8)) }
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }

  private func object(_ bytes: [UInt8]) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(bytes))
  }

  private func expectContained(_ part: Any, in whole: Any?, at path: String) {
    if let part = part as? [String: Any] {
      let whole = whole as? [String: Any]
      for (key, value) in part { expectContained(value, in: whole?[key], at: "\(path).\(key)") }
    } else if let part = part as? [Any] {
      let whole = whole as? [Any] ?? []
      #expect(part.count == whole.count, "\(path)")
      for (index, value) in part.enumerated() {
        expectContained(value, in: index < whole.count ? whole[index] : nil, at: "\(path)[\(index)]")
      }
    } else {
      #expect((part as? NSObject) == (whole as? NSObject), "\(path)")
    }
  }

  @Test(arguments: [nil, false, true] as [Bool?])
  func `a chart takes its series from columns unless it says rows`(inRows: Bool?) throws {
    let word = inRows.map { #", "series_in_rows": \#($0)"# } ?? ""
    let json = #"{"name": "c", "kind": "bar", "table": "t", "category": "label", "series": ["a"]\#(word)}"#
    let chart = try JSONDecoder().decode(Chart.self, from: Data(json.utf8))
    #expect(chart.seriesInRows == (inRows ?? false))
    #expect(try JSONDecoder().decode(Chart.self, from: JSONEncoder().encode(chart)) == chart)
  }

  private let example = """
    {"schema": "engage-report/1", "title": "…", "made": {"at": "…", "by": "…", "engine": "…"},
     "sources": {"surveys": [], "codebooks": [], "batches": []},
     "survey": "we-stand-together", "versions": [1], "events": ["we-stand-together-2019"], "audience": "internal",
     "scope": {"responses": 80, "forms": 61, "tables": 19, "people": null, "filter": null},
     "sections": [{
       "analysis": "frequencies", "version": "1.0.0", "options": {}, "title": "…",
       "statements": [{"text": "In all, 147 people took part …", "values": {"n": {"table": "sessions", "row": "total", "column": "attended"}}}],
       "tables": [{"name": "safe_day", "title": "How safe do you feel by day?", "base": {"answered": 120, "missing": 11},
         "dimensions": ["safe_day"], "totals": {"rows": [], "columns": []}, "overlapping": false,
         "columns": [{"name": "choice", "label": "Choice", "kind": "key"}, {"name": "label", "label": "Answer", "kind": "text"},
                     {"name": "responses", "label": "Responses", "kind": "count"}, {"name": "share", "label": "Share", "kind": "share", "from": "responses"}],
         "rows": [["5", "Very safe", 30, {"of": 30, "in": 120}]]}],
       "measures": [{"name": "chi_squared", "table": "…", "value": 67.379}, {"name": "p", "table": "…", "value": 1.55e-14}],
       "charts": [{"name": "safe_day", "kind": "bar", "table": "safe_day", "category": "label", "series": ["responses"], "title": "…", "subtitle": "…", "alt": "…"}],
       "notes": ["…"]}],
     "diagnostics": []}
    """
}
